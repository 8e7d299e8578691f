// document/agencies/agency.h — who is meant: splitting and naming agencies (standards section 7).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "document/words/form_patterns.h"

namespace codau::document {

enum class AgencyLevel : std::uint8_t {
  kUnknown,
  kCentral,
  kProvince,
  kDistrict,
  kCommune,
  kVillage,
  kUnit,
  kParty,
  kFront,
  kOther
};
enum class AgencyRole : std::uint8_t { kLead, kCoop, kReportTo, kApprove, kMonitor };
enum class AgencyMethod : std::uint8_t {
  kExact,
  kAbbreviation,
  kProtected,
  kTiling,
  kFuzzy,
  kNone
};

/// ISO dates; empty is unbounded. `valid_to` is the day behind the last.
struct AgencyValidity {
  std::string valid_from, valid_to;
  std::string successor, successor_place;  ///< name without place, and the place; empty for none
  bool operator==(const AgencyValidity&) const = default;
};

struct AgencyMention {
  AgencyRole role = AgencyRole::kLead;
  std::string raw;
  ByteRange source;  ///< where raw stands in the text given
  std::string norm;  ///< standards 7.7
  AgencyLevel level = AgencyLevel::kUnknown;
  std::optional<std::string> place;
  std::optional<std::string> agency_name;  ///< canonical name when known: row of `agencies`
  AgencyValidity validity;                 ///< of the agency that agency_name names
  /// Where more than one place has the name of `place`: what lies above the one that is meant
  /// ("huyện Lục Yên, tỉnh Yên Bái"), or that it is not known.
  std::string above;
  bool is_place_in_doubt = false;
  /// A unit of an issuer that is no committee of a place; `needs_issuer`: name and place alone
  /// do not tell it from those of other organs there ("Phòng Kế hoạch", "Ban ấp").
  bool is_inner = false, needs_issuer = false;
  bool is_collective = false, is_inherited = false;
  AgencyMethod method = AgencyMethod::kNone;
  double confidence = 1;
  std::vector<std::string> reasons;  ///< AGENCY_UNKNOWN, AGENCY_DASH_AMBIGUOUS, …
  bool operator==(const AgencyMention&) const = default;
};

/// The issuer decides the default level and place of unqualified names (7.2), the date which
/// abbreviations and units are valid (7.3). `place` is used where the issuer's name holds none.
struct AgencyContext {
  AgencyLevel issuer_level = AgencyLevel::kUnknown;
  std::string issuer_name, place;
  std::string as_of;                ///< ISO date or empty
  Lexicon lexicon = {};             ///< whose agencies and places are known
  std::string governing_name = {};  ///< of the organ above the issuer, where one is printed
  bool may_be_misread = true;       ///< a name may be one of the list with other letters
  std::vector<std::string> named_places = {};  ///< find_named_places() in the document
};

/// An entry of the lexicon, role "agency".
struct KnownAgency {
  std::string_view name;
  AgencyLevel level =
      AgencyLevel::kUnknown;    ///< unknown: that of the place behind the name, else the issuer's
  std::string_view kind;        ///< organ | unit | post | mass_org | party | press | other
  std::string_view short_name;  ///< empty if none
  std::string_view valid_from, valid_to, successor;  ///< as in AgencyValidity
};
/// What the list knows of a name, the place behind it left away; nothing for a name it lacks.
[[nodiscard]] const KnownAgency* find_known_agency(const Lexicon& lexicon, std::string_view nfc);

/// The agencies of a cell or list (rules 7.5, 7.6, 7.8; 13.9). Empty text gives none; so does a
/// longer list than anyone writes, which every task below it and every ditto mark would repeat.
/// Law: sources ascend, never overlap, and lie inside `nfc`.
inline constexpr std::size_t kMaxAgencies = 200;
[[nodiscard]] std::vector<AgencyMention> split_agencies(std::string_view nfc, AgencyRole role,
                                                        const AgencyContext& context);

/// True when `nfc` names an agency from its first word on: known name, a head word of 7.5.6, or a
/// person (persons.h).
[[nodiscard]] bool is_agency(const Lexicon& lexicon, std::string_view nfc);

/// The level a printed organ name implies ("UBND xã Thanh Liệt" → kCommune; "Sở …" → kProvince).
[[nodiscard]] AgencyLevel infer_level(const Lexicon& lexicon, std::string_view nfc);

/// "province" → kProvince; kUnknown for what names no level.
[[nodiscard]] AgencyLevel parse_level(std::string_view name);

/// The canonical name of an agency at a place ("Huyện ủy" at "huyện Tuy Phước": "Huyện ủy Tuy
/// Phước"); its own name inside an organ and for central ones.
[[nodiscard]] std::string make_canonical_name(const Lexicon& lexicon, std::string_view name,
                                              AgencyLevel level,
                                              const std::optional<std::string>& place);

/// The name in normal form: abbreviations expanded, capitals by NĐ 30 Phụ lục II (7.4, 7.7).
[[nodiscard]] std::string normalise_name(const Lexicon& lexicon, std::string_view nfc);

}  // namespace codau::document
