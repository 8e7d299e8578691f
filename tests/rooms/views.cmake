codau_test(property cutout codau_views PkgConfig::LEPTONICA)
