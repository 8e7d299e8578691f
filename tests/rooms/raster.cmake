codau_test(property pixels codau_raster PkgConfig::LEPTONICA)
