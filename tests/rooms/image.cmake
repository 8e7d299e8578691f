codau_test(unit clean codau_image PkgConfig::LEPTONICA)
codau_test(unit source_file codau_image PkgConfig::LEPTONICA PkgConfig::QPDF)
target_compile_definitions(source_file_unit_test PRIVATE POINTERHOLDER_TRANSITION=4)
codau_fuzz(source_file codau_image)
