codau_test(unit clean row_metrics word_prior line_crops line_decoding word_gaps unread_ends word_repairs
  word_alternatives line_starts punctuation_repair
  LIBS codau_layout codau_lines PkgConfig::LEPTONICA codau_text codau_segment)
codau_test(property text_rows LIBS codau_lines PkgConfig::LEPTONICA)
