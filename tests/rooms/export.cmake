codau_test(unit export codau_export nlohmann_json::nlohmann_json)
codau_test(unit searchable_pdf codau_export)
codau_test(property export codau_export nlohmann_json::nlohmann_json)
codau_test(property searchable_pdf codau_export)
