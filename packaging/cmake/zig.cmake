# zig cc as the C compiler for one of goready's releases:
#
#	cmake -DCMAKE_TOOLCHAIN_FILE=packaging/cmake/zig.cmake -DZIG=/path/zig -DGOREADY_TARGET=linux-amd64
#
# The oldest macOS each release supports is in the target's name: https://ziglang.org/documentation
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES ZIG GOREADY_TARGET)

set(triple_linux-amd64 x86_64-linux-musl)
set(triple_linux-arm64 aarch64-linux-musl)
set(triple_darwin-amd64 x86_64-macos.10.15)
set(triple_darwin-arm64 aarch64-macos.11.0)
set(triple ${triple_${GOREADY_TARGET}})
if(NOT triple)
	message(FATAL_ERROR "GOREADY_TARGET is \"${GOREADY_TARGET}\"; known are linux-amd64, linux-arm64, darwin-amd64 and darwin-arm64.")
endif()

if(GOREADY_TARGET MATCHES "^linux")
	set(CMAKE_SYSTEM_NAME Linux)
else()
	set(CMAKE_SYSTEM_NAME Darwin)
	set(CMAKE_OSX_SYSROOT "")
	set(CMAKE_OSX_DEPLOYMENT_TARGET "")
endif()
string(REGEX REPLACE "-.*" "" CMAKE_SYSTEM_PROCESSOR ${triple})

set(CMAKE_C_COMPILER ${ZIG} cc)
set(CMAKE_C_COMPILER_TARGET ${triple})
set(CMAKE_C_COMPILER_WORKS 1)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

# ar and ranlib are subcommands: their rules are spelled out. D leaves out times and owners.
set(CMAKE_AR ${ZIG})
set(CMAKE_C_ARCHIVE_CREATE "<CMAKE_AR> ar qcsD <TARGET> <OBJECTS>")
set(CMAKE_C_ARCHIVE_APPEND "<CMAKE_AR> ar qsD <TARGET> <OBJECTS>")
set(CMAKE_C_ARCHIVE_FINISH "")
set(CMAKE_RANLIB true) # what an installation runs once more
