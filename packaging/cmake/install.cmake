# What an installation holds: the program, and the man page and completions that it prints of itself.
function(goready_text name)
	add_custom_command(OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${name}
		COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C $<TARGET_FILE:goready> --helper ${ARGN}
			> ${CMAKE_CURRENT_BINARY_DIR}/${name}
		DEPENDS goready VERBATIM)
	set(texts ${texts} ${CMAKE_CURRENT_BINARY_DIR}/${name} PARENT_SCOPE)
endfunction()

option(GOREADY_DEBIAN "Lay the installation out for a Debian package (packaging/deb)" OFF)
set(man_page ${CMAKE_CURRENT_BINARY_DIR}/goready.1)
set(zsh_folder ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
set(licence LICENSE)
if(GOREADY_DEBIAN)
	include(packaging/cmake/debian.cmake)
endif()

if(NOT CMAKE_CROSSCOMPILING)
	goready_text(goready.1 man)
	goready_text(_goready completions zsh)
	goready_text(goready.bash completions bash)
	goready_text(goready.fish completions fish)
	add_custom_target(goready_texts ALL DEPENDS ${texts})
	install(FILES ${man_page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
	install(FILES ${CMAKE_CURRENT_BINARY_DIR}/_goready DESTINATION ${zsh_folder})
	install(FILES ${CMAKE_CURRENT_BINARY_DIR}/goready.bash RENAME goready
		DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
	install(FILES ${CMAKE_CURRENT_BINARY_DIR}/goready.fish
		DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endif()
install(TARGETS goready RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${licence} DESTINATION ${CMAKE_INSTALL_DOCDIR})
