# The libraries, all from Debian packages (scripts/deps names them).
find_package(PkgConfig REQUIRED)
pkg_check_modules(PCRE2 REQUIRED IMPORTED_TARGET libpcre2-16)
find_package(GSL REQUIRED)
find_package(LibCSV REQUIRED)
find_package(Threads REQUIRED)
find_package(cmocka QUIET)
