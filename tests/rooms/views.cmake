codau_test(property page_crop LIBS codau_views PkgConfig::LEPTONICA)
