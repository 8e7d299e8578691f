// record/citations/xref.h — what the documents of a store know of each other: which one a citation
// means, and what a citation says about a number or a date that was read in doubt
// (standards 3.3, 3.6, 12.3).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/agencies/agency.h"
#include "record/rows/records.h"

namespace codau::record {

/// Flag of documents that contradict each other.
inline constexpr const char* kConflictFlag = "XREF_CONFLICT";

/// A numbered document that another one cites; dates as EDTF, empty where nothing is printed.
struct Citation {
  std::int64_t seq = 0;
  std::string ref_id, number, notation, edtf, organ, title;
  std::optional<std::int32_t> year;
  bool is_self = false;
  double confidence = 1;
};

/// What a document says of itself, and whom it cites.
struct XrefFacts {
  /// number and notation are empty of what another document promulgates (13.11): citations of that
  /// code mean the other one.
  std::string doc_id, type_code, number, notation, edtf, organ, subject;
  std::optional<std::int32_t> plan_year;
  bool is_proposed = false;  ///< the number is a guess (NUMBER_PROPOSED)
  bool is_year_doubtful = false, is_date_doubtful = false;
  document::AgencyContext context;  ///< for the organs that it names; without a lexicon
  std::vector<Citation> citations;
};

/// What the others know of one document.
struct XrefFindings {
  bool is_number_confirmed = false;
  std::optional<std::string> number;            ///< of a blank one: only proposed
  std::optional<std::string> best_date;         ///< where it is not the printed one
  bool is_conflict = false;                     ///< kConflictFlag
  std::map<std::int64_t, std::string> targets;  ///< doc_id by seq of the citation
  std::map<std::int64_t, std::string> dates;    ///< of citations whose date was misread
  bool operator==(const XrefFindings&) const = default;
};

/// Whether a row is of the tables documents or doc_refs, or says how a value of these was read: all
/// that other documents can tell about.
[[nodiscard]] bool is_head_row(const Table& table, const Row& row);
/// Tables that may have rows that are is_head_row().
inline constexpr std::array<TableId, 4> kHeadTables{TableId::kDocuments, TableId::kDocRefs,
                                                    TableId::kEvidence, TableId::kCorrections};
/// Those of one document; its other tables are empty.
[[nodiscard]] Records extract_head(const Records& rows);
/// The rows with another head.
[[nodiscard]] Records replace_head(Records head, Records rows);

/// Takes those rows; others may be missing. The records must be as to_records() or remove_xref()
/// leave them.
[[nodiscard]] XrefFacts extract_xref_facts(const Records& records);
/// Whether the document has kConflictFlag.
[[nodiscard]] bool is_in_conflict(const Records& records);
/// Those of a extract_head() as it is kept, with what was found written in.
[[nodiscard]] XrefFacts extract_stored_xref_facts(Records head);

/// As text, and back; nothing for what is none. Law: the same facts.
[[nodiscard]] std::string to_json(const XrefFacts& facts);
[[nodiscard]] std::optional<XrefFacts> xref_facts_from_json(std::string_view text);
/// Of other findings another one.
[[nodiscard]] std::string compute_digest(const XrefFindings& findings);

/// By which documents are brought together: through a key that one has and another cites, besides
/// that of the document itself. Law: of two documents that share none with each other or with a
/// third, neither changes what is found of the other.
struct XrefKeys {
  std::vector<std::string> own;    ///< its code and its title, with who has issued it
  std::vector<std::string> cited;  ///< codes and titles that it cites
};
/// Organs are those of the lexicon.
[[nodiscard]] XrefKeys make_xref_keys(const text::Lexicon& lexicon, const XrefFacts& facts);
/// Of other entries another one: keys are by the organs that they name.
[[nodiscard]] const std::string& compute_digest(const text::Lexicon& lexicon);
/// The one that is of this document alone, always its own.
[[nodiscard]] std::string make_own_xref_key(std::string_view doc_id);
/// Its code and date are whole and not in doubt: who cites it is told what it would be told if no
/// other one did, and it is told of a conflict alone, which whoever contradicts it is told too.
[[nodiscard]] bool is_firm(const XrefFacts& facts);
/// Of the form of facts and keys, as stores keep them: others are made anew.
inline constexpr std::string_view kXrefKeysVersion = "5";

/// By doc_id; a document that nothing is known about is there too. Organs are those of the lexicon.
/// Law: the order of the documents does not matter.
[[nodiscard]] std::map<std::string, XrefFindings> resolve_xrefs(
    const text::Lexicon& lexicon, std::span<const XrefFacts> documents);

/// The records with what was found written in: values, their basis, corrections of source xref,
/// review reasons, and what follows from another date of issue. What a person has set
/// (record/edits/human_edit.h) stays.
[[nodiscard]] Records apply_xref(const text::Lexicon& lexicon, Records records,
                                 const XrefFindings& findings);

/// Law: remove_xref(apply_xref(records, findings)) == records, for records of to_records().
[[nodiscard]] Records remove_xref(const text::Lexicon& lexicon, Records records);

/// The rows of a document as long as no other document tells of it.
[[nodiscard]] Records apply_no_xref(const text::Lexicon& lexicon, Records rows);

}  // namespace codau::record
