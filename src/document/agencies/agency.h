// document/agencies/agency.h — finds out which agencies a cell or list names: splits it, and gives
// each agency its name, level and place. Numbers are sections of `standards` (section 7).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "document/words/form_patterns.h"

namespace codau::document {

/// The level of an agency in the state, or its kind: kParty is the Party, kFront the Fatherland
/// Front and mass organisations.
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
/// What an agency does for a task: it leads, helps, gets the report, approves, or monitors.
enum class AgencyRole : std::uint8_t { kLead, kCoop, kReportTo, kApprove, kMonitor };
/// How the name of an agency was found in the lexicon.
enum class AgencyMethod : std::uint8_t {
  kExact,         ///< letter for letter
  kAbbreviation,  ///< written out: "UBND"
  kProtected,     ///< a compound, which is one name with joiners: "Kế hoạch - Tài chính"
  kTiling,        ///< one of several names without joiners
  kFuzzy,         ///< with a misread letter
  kNone           ///< not found
};

/// The days from when to when an agency exists: ISO dates; empty means no bound. valid_to is the
/// first day after its end.
struct AgencyValidity {
  std::string valid_from, valid_to;
  /// the agency that took over, and its place; empty if none
  std::string successor, successor_place;
  bool operator==(const AgencyValidity&) const = default;
};

/// An agency in a cell or list.
struct AgencyMention {
  AgencyRole role = AgencyRole::kLead;
  std::string raw;   ///< the name as printed
  ByteRange source;  ///< bytes of `raw` in the given text
  std::string norm;  ///< `raw` in normal form (7.7)
  AgencyLevel level = AgencyLevel::kUnknown;
  std::optional<std::string> place;
  /// the name in the table `agencies`; nothing if the agency is unknown
  std::optional<std::string> agency_name;
  AgencyValidity validity;  ///< validity of the agency named by `agency_name`
  /// District and province of the place that is meant, if several have the name `place`: "huyện Lục
  /// Yên, tỉnh Yên Bái".
  std::string above;
  bool is_place_in_doubt = false;  ///< several places have the name, and `above` is unknown
  bool is_inner = false;           ///< a unit of an issuer that is no people's committee
  /// Other organs at the place have such a unit, too: "Phòng Kế hoạch", "Ban ấp".
  bool needs_issuer = false;
  bool is_collective = false;  ///< a group: "các sở" (7.8)
  bool is_inherited = false;   ///< named by a heading above, not by the sentence
  AgencyMethod method = AgencyMethod::kNone;
  double confidence = 1;
  std::vector<std::string> reasons;  ///< review reasons: AGENCY_UNKNOWN, AGENCY_DASH_AMBIGUOUS, …
  bool operator==(const AgencyMention&) const = default;
};

/// Facts of the document that complete names without level or place (7.2). They also tell which
/// abbreviations and units were valid then (7.3). If the issuer's name has no place, `place` is it.
struct AgencyContext {
  AgencyLevel issuer_level = AgencyLevel::kUnknown;
  std::string issuer_name, place;
  std::string as_of;     ///< ISO date of the look-ups; empty: any day
  Lexicon lexicon = {};  ///< the known agencies and places
  /// name of the organ above the issuer; empty if none is printed
  std::string governing_name = {};
  bool may_be_misread = true;                  ///< a name may be a known one with misread letters
  std::vector<std::string> named_places = {};  ///< find_named_places() of the document
};

/// A known agency: an entry of the lexicon with the role "agency".
struct KnownAgency {
  std::string_view name;
  AgencyLevel level =
      /// kUnknown: the level of the place after the name, otherwise that of the issuer
      AgencyLevel::kUnknown;
  std::string_view kind;        ///< organ, unit, post, mass_org, party, press or other
  std::string_view short_name;  ///< empty if there is none
  std::string_view valid_from, valid_to, successor;  ///< as in AgencyValidity
};
/// Returns the known agency with this name, without a place after it; null for an unknown name. The
/// text `nfc` is the name.
[[nodiscard]] const KnownAgency* find_known_agency(const Lexicon& lexicon, std::string_view nfc);

/// The most agencies of one cell. A longer list gives none: nobody writes so many, and ditto marks
/// would repeat them.
inline constexpr std::size_t kMaxAgencies = 200;
/// Returns the agencies that a cell or list names, in order, all with `role`. Unknown names are
/// among them, with a reason. Dashes and dots name no agency.
[[nodiscard]] std::vector<AgencyMention> split_agencies(std::string_view nfc, AgencyRole role,
                                                        const AgencyContext& context);

/// Returns true if `nfc` begins with the name of an agency: a known name, a head word of 7.5.6, or
/// a person (persons.h).
[[nodiscard]] bool is_agency(const Lexicon& lexicon, std::string_view nfc);

/// Returns the level that a printed name implies: "UBND xã Thanh Liệt" → kCommune, "Sở …" →
/// kProvince.
[[nodiscard]] AgencyLevel infer_level(const Lexicon& lexicon, std::string_view nfc);

/// Returns the level of a name in the lexicon: "province" → kProvince; kUnknown for other texts.
[[nodiscard]] AgencyLevel parse_level(std::string_view name);

/// Returns the canonical name of an agency at a place: "Huyện ủy" at "huyện Tuy Phước" → "Huyện ủy
/// Tuy Phước". Units inside an organ and central agencies keep their own name.
[[nodiscard]] std::string make_canonical_name(const Lexicon& lexicon, std::string_view name,
                                              AgencyLevel level,
                                              const std::optional<std::string>& place);

/// Returns the name in normal form: abbreviations written out, capitals by NĐ 30, Phụ lục II
/// (7.4, 7.7).
[[nodiscard]] std::string normalise_name(const Lexicon& lexicon, std::string_view nfc);

}  // namespace codau::document
