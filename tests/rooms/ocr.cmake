codau_test(unit ocr streak_gaps handwriting unread_ink_words written_values quarter_numerals rotated_cells layer lost_lines
  LIBS codau_ocr PkgConfig::LEPTONICA)
codau_test(property reading text_layer LIBS codau_ocr codau_text PkgConfig::LEPTONICA)
codau_test(e2e page_reader LIBS codau_ocr PkgConfig::LEPTONICA)
