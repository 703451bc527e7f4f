# The libraries that are installed, made of the folders' object libraries.
#
#   libgovfig         base figure data extract input   Apache-2.0
#   libgovfig-stats   stats plot                  GPL-3.0-or-later, as GSL is
#
# Both as archives and as shared objects.  govfig::all is what the program and
# the tests link: every folder, statically.
function(govfig_present out)
  set(found)
  foreach(part IN LISTS ARGN)
    if(TARGET govfig_${part})
      list(APPEND found govfig_${part})
    endif()
  endforeach()
  set(${out} ${found} PARENT_SCOPE)
endfunction()

function(govfig_library name output)
  set_target_properties(${name} PROPERTIES OUTPUT_NAME ${output} LINKER_LANGUAGE C
    VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
endfunction()

# Only the public names leave a shared object, so that base/ may live in both.
function(govfig_export name symbols)
  set(map ${PROJECT_SOURCE_DIR}/cmake/${symbols})
  target_link_options(${name} PRIVATE LINKER:--version-script=${map} LINKER:--no-undefined)
  set_target_properties(${name} PROPERTIES LINK_DEPENDS ${map})
endfunction()

govfig_present(extraction_parts base figure data extract image input)
govfig_present(statistics_parts stats plot)

add_library(libgovfig STATIC)
target_link_libraries(libgovfig PUBLIC ${extraction_parts})
govfig_library(libgovfig govfig)

add_library(govfig_all INTERFACE)
add_library(govfig::all ALIAS govfig_all)

option(GOVFIG_SHARED "Build shared libraries too" ON)
if(GOVFIG_SHARED)
  add_library(libgovfig_shared SHARED)
  target_link_libraries(libgovfig_shared PRIVATE ${extraction_parts})
  govfig_library(libgovfig_shared govfig)
  govfig_export(libgovfig_shared libgovfig.map)
endif()

if(statistics_parts)
  add_library(libgovfig_stats STATIC)
  target_link_libraries(libgovfig_stats PUBLIC ${statistics_parts} libgovfig)
  govfig_library(libgovfig_stats govfig-stats)
  target_link_libraries(govfig_all INTERFACE libgovfig_stats)
  if(GOVFIG_SHARED)
    add_library(libgovfig_stats_shared SHARED)
    target_link_libraries(libgovfig_stats_shared PRIVATE ${statistics_parts} govfig_base govfig_data
                                                         libgovfig_shared)
    govfig_library(libgovfig_stats_shared govfig-stats)
    govfig_export(libgovfig_stats_shared libgovfig-stats.map)
  endif()
endif()
target_link_libraries(govfig_all INTERFACE libgovfig)
