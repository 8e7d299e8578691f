codau_test(unit pictures codau_page PkgConfig::LEPTONICA)
codau_test(unit source_file codau_page codau_source PkgConfig::LEPTONICA PkgConfig::QPDF)
target_compile_definitions(source_file_unit_test PRIVATE POINTERHOLDER_TRANSITION=4)
codau_includes_qpdf(unit/source_file_test.cpp)
