// document/agencies/agency_data.h — data/agencies*.tsv, duty_verbs.tsv and places.tsv as compiled
// in by src/document/CMakeLists.txt.
#pragma once

#include <string_view>

namespace codau::document {

/// name, level, kind, short name, first day, day behind the last, successor.
[[nodiscard]] std::string_view agencies_tsv();
/// parts joined by " - ".
[[nodiscard]] std::string_view agency_compounds_tsv();
/// abbreviation, what it stands for.
[[nodiscard]] std::string_view agency_abbreviations_tsv();
/// the first two syllables of a verb, folded.
[[nodiscard]] std::string_view duty_verbs_tsv();
/// level (P, D, C), name, first day, day behind the last; parents before children.
[[nodiscard]] std::string_view places_tsv();

}  // namespace codau::document
