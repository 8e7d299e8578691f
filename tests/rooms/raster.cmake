codau_test(property pixels LIBS codau_raster PkgConfig::LEPTONICA)
