codau_test(unit page_columns page_layout table_pictures LIBS codau_layout PkgConfig::LEPTONICA)
codau_test(golden regions LIBS codau_layout PkgConfig::LEPTONICA)
add_executable(show_pages support/show_pages.cpp)
target_link_libraries(show_pages PRIVATE codau_layout codau_flags PkgConfig::LEPTONICA)
