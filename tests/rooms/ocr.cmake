codau_test(unit ocr codau_ocr)
codau_test(unit marks codau_ocr PkgConfig::LEPTONICA)
codau_test(property reading codau_ocr codau_text PkgConfig::LEPTONICA)
codau_test(e2e page_reader codau_ocr PkgConfig::LEPTONICA)
