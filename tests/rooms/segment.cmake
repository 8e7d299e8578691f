codau_test(unit arrival_stamp page_map page_regions pale_print mark_net stamps seals streaks text_lines LIBS codau_segment PkgConfig::LEPTONICA)
codau_test(property page_map seals streaks dewarping LIBS codau_segment PkgConfig::LEPTONICA)
codau_fuzz(source_file codau_segment)
