# cmake --install: program, libraries, headers, pkg-config, CMake package, man pages.
