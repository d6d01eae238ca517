# Linux on arm64, built on another CPU with Debian's cross compiler and arm64's libraries beside ours
# (dpkg --add-architecture arm64). Tests run under qemu where there is one.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)

# Debian's arm64 .pc files are not where pkg-config of this machine looks.
set(ENV{PKG_CONFIG_LIBDIR} /usr/lib/aarch64-linux-gnu/pkgconfig:/usr/share/pkgconfig)

# Programs are this machine's; a library of this machine's does not link and is not looked for.
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_IGNORE_PATH /usr/lib/x86_64-linux-gnu /lib/x86_64-linux-gnu)

find_program(emulator NAMES qemu-aarch64 qemu-aarch64-static)
if(emulator)
	set(CMAKE_CROSSCOMPILING_EMULATOR ${emulator})
endif()
