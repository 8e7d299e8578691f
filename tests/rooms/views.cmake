codau_test(property page_crop codau_views PkgConfig::LEPTONICA)
