# Packages: `cmake --build build/release --target packages` makes codau (the program, what it reads, man pages,
# completions, units); libcodau-restoreABI, libcodau-restore-dev and python3-codau (the library of the room restore, for
# C, C++ and Python); `-G TGZ` one archive of all.
# The same sources give the same bytes: times are those of the version, or SOURCE_DATE_EPOCH.
set(CPACK_GENERATOR TGZ)
set(CPACK_PACKAGE_NAME codau)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CODAU_CONTACT "codau developers <codau@codau.invalid>" CACHE STRING "who answers for the packages")
set(CPACK_PACKAGE_CONTACT ${CODAU_CONTACT})
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_COMPONENTS_ALL program shared library python)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME codau)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS "sqlite3, postgresql-client")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/cmake/debian/postinst
  ${PROJECT_SOURCE_DIR}/cmake/debian/prerm ${PROJECT_SOURCE_DIR}/cmake/debian/postrm ${PROJECT_SOURCE_DIR}/cmake/debian/config
  ${PROJECT_SOURCE_DIR}/cmake/debian/templates)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS "debconf (>= 0.5) | debconf-2.0")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "reads scanned Vietnamese administrative plans
codau turns scans of Vietnamese plans into clean text, searchable PDF/A
and typed records with their place on the page, and gives text that has
lost its diacritics its diacritics back. No network, no graphics card.")

# Programs that were built with libcodau-restore-dev need the shared library of its SOVERSION (CODAU_ABI) alone.
set(shared libcodau-restore${CODAU_ABI})
set(CPACK_DEBIAN_SHARED_PACKAGE_NAME ${shared})
set(CPACK_DEBIAN_SHARED_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_SHARED_PACKAGE_RECOMMENDS "codau")
set(CPACK_DEBIAN_SHARED_PACKAGE_CONTROL_EXTRA ${PROJECT_BINARY_DIR}/packages/triggers)
file(WRITE ${PROJECT_BINARY_DIR}/packages/triggers "activate-noawait ldconfig\n")
set(CPACK_COMPONENT_SHARED_DESCRIPTION "gives Vietnamese text its diacritics back: shared library
The restoration of codau for other programs. Its models and tables are
those of the package codau.")

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libcodau-restore-dev)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS "${shared} (= ${PROJECT_VERSION}), libicu-dev")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_RECOMMENDS "codau")
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION "gives Vietnamese text its diacritics back: headers
The restoration of codau for C and C++: headers and a static library,
for find_package(codau) and pkg-config. Its models and tables are those
of the package codau.")

set(CPACK_DEBIAN_PYTHON_PACKAGE_NAME python3-codau)
set(CPACK_DEBIAN_PYTHON_PACKAGE_SECTION python)
set(CPACK_DEBIAN_PYTHON_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_PYTHON_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_PYTHON_PACKAGE_DEPENDS "python3 (>= 3.9), ${shared}, codau")
set(CPACK_COMPONENT_PYTHON_DESCRIPTION "gives Vietnamese text its diacritics back: Python
The module codau: the restoration of codau for Python 3, typed.")

# What Debian wants in every package: licence and changes. The date of a version stands in CHANGELOG.md.
set(folder ${PROJECT_BINARY_DIR}/packages)
file(STRINGS ${PROJECT_SOURCE_DIR}/CHANGELOG.md day REGEX "^## ${PROJECT_VERSION} " ENCODING UTF-8)
string(REGEX MATCH "[0-9-]+$" day "${day}")
if(day STREQUAL "")
  message(FATAL_ERROR "CHANGELOG.md has no date of version ${PROJECT_VERSION}")
endif()
execute_process(COMMAND date -u -R -d "${day}" OUTPUT_VARIABLE day OUTPUT_STRIP_TRAILING_WHITESPACE
  COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND date -d "${day}" +%s OUTPUT_VARIABLE epoch OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
file(WRITE ${folder}/times.cmake "if(NOT DEFINED ENV{SOURCE_DATE_EPOCH})\n  set(ENV{SOURCE_DATE_EPOCH} ${epoch})\nendif()\n")
set(CPACK_PROJECT_CONFIG_FILE ${folder}/times.cmake)
find_program(CODAU_GZIP gzip REQUIRED)
# compressed(FROM TO): as everybody makes it the same.
function(compressed from to)
  add_custom_command(OUTPUT ${to} COMMAND ${CODAU_GZIP} -9nc ${from} > ${to} DEPENDS ${from} VERBATIM)
  set_property(GLOBAL APPEND PROPERTY codau_compressed ${to})
endfunction()
foreach(component PROGRAM SHARED LIBRARY PYTHON)
  set(package ${CPACK_DEBIAN_${component}_PACKAGE_NAME})
  string(TOLOWER ${component} name)
  file(WRITE ${folder}/${package}/changelog.Debian "${package} (${PROJECT_VERSION}) stable; urgency=medium

  * See changelog.gz.

 -- ${CODAU_CONTACT}  ${day}
")
  compressed(${folder}/${package}/changelog.Debian ${folder}/${package}/changelog.Debian.gz)
  compressed(${PROJECT_SOURCE_DIR}/CHANGELOG.md ${folder}/${package}/changelog.gz)
  install(FILES ${PROJECT_SOURCE_DIR}/cmake/copyright ${folder}/${package}/changelog.Debian.gz ${folder}/${package}/changelog.gz
    DESTINATION share/doc/${package} COMPONENT ${name})
endforeach()
file(GLOB pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/app/*.1)
file(MAKE_DIRECTORY ${folder}/man1)
foreach(page IN LISTS pages)
  get_filename_component(name ${page} NAME)
  compressed(${page} ${folder}/man1/${name}.gz)
  install(FILES ${folder}/man1/${name}.gz DESTINATION share/man/man1 COMPONENT program)
endforeach()
get_property(made GLOBAL PROPERTY codau_compressed)
add_custom_target(compressed ALL DEPENDS ${made})
# All that the packages hold, and nothing else: `cmake --build build/release --target packages`.
add_custom_target(packages
  COMMAND ${CMAKE_CPACK_COMMAND} -G DEB --config ${PROJECT_BINARY_DIR}/CPackConfig.cmake -B ${PROJECT_SOURCE_DIR}/build/packages
  DEPENDS codau codau-worker codau_library codau_shared_library compressed completions USES_TERMINAL VERBATIM)
if(TARGET handbook)
  add_dependencies(packages handbook)
endif()
include(CPack)
cpack_add_component(program)
cpack_add_component(shared)
cpack_add_component(library)
cpack_add_component(python)
