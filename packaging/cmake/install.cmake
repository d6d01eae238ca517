# What an installation holds: the program, and the man page and completions that it prints of itself.
function(goready_text name)
	add_custom_command(OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${name}
		COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C $<TARGET_FILE:goready> --helper ${ARGN}
			> ${CMAKE_CURRENT_BINARY_DIR}/${name}
		DEPENDS goready VERBATIM)
	set(texts ${texts} ${CMAKE_CURRENT_BINARY_DIR}/${name} PARENT_SCOPE)
endfunction()

if(NOT CMAKE_CROSSCOMPILING)
	goready_text(goready.1 man)
	goready_text(_goready completions zsh)
	goready_text(goready.bash completions bash)
	goready_text(goready.fish completions fish)
	add_custom_target(goready_texts ALL DEPENDS ${texts})
	install(FILES ${CMAKE_CURRENT_BINARY_DIR}/goready.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
	install(FILES ${CMAKE_CURRENT_BINARY_DIR}/_goready
		DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
	install(FILES ${CMAKE_CURRENT_BINARY_DIR}/goready.bash RENAME goready
		DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
	install(FILES ${CMAKE_CURRENT_BINARY_DIR}/goready.fish
		DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endif()
install(TARGETS goready RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
