# Compiler options that every target of the project gets through govfig::options.
set(GOVFIG_SANITIZE "" CACHE STRING "Sanitizers, e.g. address,undefined")
option(GOVFIG_COVERAGE "Instrument for gcov" OFF)
option(GOVFIG_FUZZ "Build the libFuzzer targets (clang)" OFF)
option(GOVFIG_WERROR "Treat warnings as errors" OFF)

add_library(govfig_options INTERFACE)
add_library(govfig::options ALIAS govfig_options)
target_compile_options(govfig_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  -fno-semantic-interposition) # position-independent, yet free to inline
target_compile_definitions(govfig_options INTERFACE _POSIX_C_SOURCE=200809L)
target_include_directories(govfig_options INTERFACE
  ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR})
if(GOVFIG_WERROR)
  target_compile_options(govfig_options INTERFACE -Werror)
endif()
if(GOVFIG_SANITIZE)
  target_compile_options(govfig_options INTERFACE
    -fsanitize=${GOVFIG_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
    # NULL + 0, which an empty string comes to, is defined in C++ and in C since C2y.
    -fno-sanitize=pointer-overflow)
  target_link_options(govfig_options INTERFACE -fsanitize=${GOVFIG_SANITIZE})
endif()
if(GOVFIG_FUZZ)
  target_compile_options(govfig_options INTERFACE -fsanitize=fuzzer-no-link)
  target_link_options(govfig_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(GOVFIG_COVERAGE)
  target_compile_options(govfig_options INTERFACE --coverage -O0)
  target_link_options(govfig_options INTERFACE --coverage)
endif()
