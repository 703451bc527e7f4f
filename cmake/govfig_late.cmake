# Libraries that are loaded when they are first needed (base/late.h), which spares a
# run that does not need them a third of its start.
option(GOVFIG_LATE "Load libxml2, libarchive and libxlsxwriter when they are first needed; \
OFF links them, for static programs" ON)

# What a static user of the library links for it.
set(GOVFIG_DL "")
if(CMAKE_DL_LIBS)
  set(GOVFIG_DL "-l${CMAKE_DL_LIBS}")
endif()

# The name under which the system's loader knows `library`; empty where that cannot be told.
function(govfig_soname out library)
  set(said "")
  if(GOVFIG_LATE AND CMAKE_OBJDUMP AND EXISTS "${library}" AND CMAKE_EXECUTABLE_FORMAT STREQUAL ELF)
    execute_process(COMMAND ${CMAKE_OBJDUMP} -p ${library} OUTPUT_VARIABLE said ERROR_QUIET)
  endif()
  string(REGEX MATCH "SONAME +([^ \n]+)" found "${said}")
  set(${out} "${CMAKE_MATCH_1}" PARENT_SCOPE)
endfunction()

# Lets `target` use `library`: under the name it is loaded by, which becomes the macro
# `macro`, or linked.
function(govfig_link_late target macro library includes)
  govfig_soname(soname "${library}")
  if(soname)
    target_compile_definitions(${target} PRIVATE ${macro}="${soname}")
    target_include_directories(${target} SYSTEM PRIVATE ${includes})
  else()
    target_include_directories(${target} SYSTEM PRIVATE ${includes})
    target_link_libraries(${target} PUBLIC ${library})
  endif()
endfunction()
