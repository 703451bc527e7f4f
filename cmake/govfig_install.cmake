# cmake --install: program, libraries, headers, pkg-config, CMake package, man
# pages, completion.
include(CMakePackageConfigHelpers)

set(govfig_libraries_installed libgovfig)
foreach(library libgovfig_shared libgovfig_stats libgovfig_stats_shared)
  if(TARGET ${library})
    list(APPEND govfig_libraries_installed ${library})
  endif()
endforeach()
install(TARGETS ${govfig_libraries_installed}
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY include/govfig DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(FILES README.md LICENSE-APACHE LICENSE-GPL DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)

# ---- for pkg-config and for CMake ----
foreach(name govfig govfig-stats)
  configure_file(cmake/${name}.pc.in ${name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endforeach()
set(govfig_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/govfig)
configure_package_config_file(cmake/govfigConfig.cmake.in govfigConfig.cmake
  INSTALL_DESTINATION ${govfig_package_dir}
  PATH_VARS CMAKE_INSTALL_LIBDIR CMAKE_INSTALL_INCLUDEDIR)
write_basic_package_version_file(govfigConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/govfigConfig.cmake ${PROJECT_BINARY_DIR}/govfigConfigVersion.cmake
  DESTINATION ${govfig_package_dir})

# ---- the program, with the manual pages that it prints itself ----
if(TARGET govfig AND NOT CMAKE_CROSSCOMPILING)
  install(TARGETS govfig RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  set(pages ${PROJECT_BINARY_DIR}/man)
  file(MAKE_DIRECTORY ${pages})
  # The commands are those that `govfig help` lists.
  add_custom_command(OUTPUT ${pages}/done
    COMMAND ${PROJECT_SOURCE_DIR}/cmake/man-pages $<TARGET_FILE:govfig> ${pages}
    DEPENDS govfig ${PROJECT_SOURCE_DIR}/cmake/man-pages VERBATIM)
  if(NOT GOVFIG_SANITIZE)
    add_custom_target(govfig_man ALL DEPENDS ${pages}/done)
  endif()
  install(DIRECTORY ${pages}/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 FILES_MATCHING PATTERN "*.1")
  install(FILES ${pages}/govfig.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
    RENAME govfig OPTIONAL)
endif()
