# embed(TARGET SYMBOL FILE): FILE's bytes as `const unsigned char SYMBOL[]` and `const size_t SYMBOL_size`.
# embed_folder(TARGET SYMBOL FOLDER): every file below FOLDER as a table
#	const struct embedded_file { const char *name; const unsigned char *data; size_t size; } SYMBOL[];
# that ends with a NULL name (declared in base/embedded.h). The work is done at build time, by CMake.

function(embed target symbol file)
	set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded/${symbol}.c)
	add_custom_command(OUTPUT ${out}
		COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DSYMBOL=${symbol}
			-DFILES=${file} -DROOT=${CMAKE_CURRENT_SOURCE_DIR}
			-P ${CMAKE_CURRENT_SOURCE_DIR}/packaging/cmake/embed_file.cmake
		DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${file} ${CMAKE_CURRENT_SOURCE_DIR}/packaging/cmake/embed_file.cmake)
	target_sources(${target} PRIVATE ${out})
endfunction()

function(embed_folder target symbol folder)
	file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}/${folder}
		${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*)
	list(SORT files)
	set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded/${symbol}.c)
	list(TRANSFORM files PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/ OUTPUT_VARIABLE inputs)
	string(REPLACE ";" "|" joined "${files}")
	add_custom_command(OUTPUT ${out}
		COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DSYMBOL=${symbol} "-DFILES=${joined}" -DTABLE=1
			-DROOT=${CMAKE_CURRENT_SOURCE_DIR}/${folder}
			-P ${CMAKE_CURRENT_SOURCE_DIR}/packaging/cmake/embed_file.cmake
		DEPENDS ${inputs} ${CMAKE_CURRENT_SOURCE_DIR}/packaging/cmake/embed_file.cmake VERBATIM)
	target_sources(${target} PRIVATE ${out})
endfunction()
