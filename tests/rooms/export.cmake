codau_test(unit export table_files workbook plan_workbook export_filter selection postgres archival package layout_forms
  searchable_pdf pdf_a image_pdf
  LIBS codau_export nlohmann_json::nlohmann_json codau_source PkgConfig::LEPTONICA)
codau_test(property workbook export_filter postgres layout_forms export searchable_pdf
  LIBS codau_export nlohmann_json::nlohmann_json codau_markup)
codau_fuzz(searchable_pdf codau_export)
