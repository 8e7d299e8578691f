codau_test(unit recogniser LIBS codau_recogniser)
codau_test(property recogniser LIBS codau_recogniser PkgConfig::HIGHWAY)
codau_test(golden recogniser LIBS codau_recogniser PkgConfig::LEPTONICA PkgConfig::TESSERACT ${CMAKE_DL_LIBS})
codau_fuzz(traineddata codau_recogniser)
