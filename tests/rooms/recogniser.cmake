codau_test(golden recogniser codau_recogniser PkgConfig::LEPTONICA PkgConfig::TESSERACT ${CMAKE_DL_LIBS})
