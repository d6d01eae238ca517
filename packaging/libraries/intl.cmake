# libintl of GNU gettext, without iconv: goready's catalogues are in UTF-8, and so are terminals.
set(intl ${SOURCES}/gettext/gettext-runtime/intl)
set(names bindtextdom dcgettext dgettext gettext finddomain hash-string loadmsgcat localealias
	textdomain l10nflist explodename dcigettext dcngettext dngettext ngettext plural plural-exp
	langprefs localcharset localename localename-table lock setlocale setlocale_null setlocale-lock
	threadlib relocatable log version osdep intl-compat)
list(TRANSFORM names PREPEND ${intl}/)
list(TRANSFORM names APPEND .c)
static_library(intl ${names})

# The header is made from a template by what the system lacks: nothing, on macOS.
file(READ ${intl}/libgnuintl.in.h text)
string(REGEX REPLACE "@HAVE_(POSIX_PRINTF|ASPRINTF|SNPRINTF|WPRINTF)@" "1" text "${text}")
string(REGEX REPLACE "@[A-Z_]+@" "0" text "${text}")
string(REGEX REPLACE "\n[^\n]*IN_LIBGLOCALE[^\n]*" "" text "${text}")
set(made ${CMAKE_CURRENT_BINARY_DIR}/intl)
file(WRITE ${made}/libgnuintl.h "${text}")
file(READ ${intl}/localename-table.in.h text)
file(WRITE ${made}/localename-table.h "${text}")
install(FILES ${made}/libgnuintl.h DESTINATION include RENAME libintl.h)

target_include_directories(intl PRIVATE ${made} ${config}/intl ${intl})
target_compile_definitions(intl PRIVATE HAVE_CONFIG_H IN_LIBINTL IN_LIBRARY INSTALLDIR=""
	LOCALEDIR="/usr/share/locale" LOCALE_ALIAS_PATH="/usr/share/locale" LIBDIR=""
	BUILDING_LIBINTL NO_XMALLOC set_relocation_prefix=libintl_set_relocation_prefix
	relocate=libintl_relocate relocate2=libintl_relocate2 DEPENDS_ON_LIBICONV=0)
