codau_test(unit page_kind pictures source_file LIBS codau_page PkgConfig::LEPTONICA codau_source PkgConfig::QPDF)
target_compile_definitions(page_unit_test PRIVATE POINTERHOLDER_TRANSITION=4)
codau_includes_qpdf(unit/source_file_test.cpp)
