// record/citations/xref.h — cross-references between the documents of a store (standards 3.3, 3.6,
// 12.3). Finds the document that a citation means. Finds what citations tell about a number or date
// that was read in doubt.
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

/// Flag of documents that contradict each other in a number or date.
inline constexpr const char* kConflictFlag = "XREF_CONFLICT";

/// A citation of a numbered document. Dates are EDTF; texts are empty if nothing is printed.
struct Citation {
  std::int64_t seq = 0;  ///< position among the citations of its document (doc_refs.seq)
  std::string ref_id, number, notation, edtf, organ, title;
  std::optional<std::int32_t> year;
  bool is_self = false;
  double confidence = 1;
};

/// The facts of a document that cross-references are made of: its own number, date and issuer, and
/// its citations.
struct XrefFacts {
  /// `number` and `notation` are empty if another document promulgates this one (13.11): citations
  /// of that code mean the promulgating document.
  std::string doc_id, type_code, number, notation, edtf, organ, subject;
  std::optional<std::int32_t> plan_year;
  bool is_proposed = false;  ///< the number is a guess (NUMBER_PROPOSED)
  bool is_year_doubtful = false, is_date_doubtful = false;
  document::AgencyContext context;  ///< for reading its names of organs; without a lexicon
  std::vector<Citation> citations;
};

/// The findings about one document from all other documents.
struct XrefFindings {
  bool is_number_confirmed = false;
  std::optional<std::string> number;            ///< proposed for a blank number
  std::optional<std::string> best_date;         ///< if it differs from the printed date
  bool is_conflict = false;                     ///< kConflictFlag
  std::map<std::int64_t, std::string> targets;  ///< cited doc_id by Citation::seq
  std::map<std::int64_t, std::string> dates;    ///< corrected dates, by Citation::seq
  bool operator==(const XrefFindings&) const = default;
};

/// Returns whether a row belongs to the head of a document: documents, doc_refs, and the evidence
/// and corrections of both. Other documents can tell only about the head.
[[nodiscard]] bool is_head_row(const Table& table, const Row& row);
/// The tables that have head rows.
inline constexpr std::array<TableId, 4> kHeadTables{TableId::kDocuments, TableId::kDocRefs,
                                                    TableId::kEvidence, TableId::kCorrections};
/// Returns the head rows of a document. All other tables of the result are empty.
[[nodiscard]] Records extract_head(const Records& rows);
/// Returns `rows` with their head rows replaced by those of `head`.
[[nodiscard]] Records replace_head(Records head, Records rows);

/// Returns the facts of a document from its head rows, which extract_head() gives. These must be
/// without cross-references, as to_records() or remove_xref() leave them.
[[nodiscard]] XrefFacts extract_xref_facts(const Records& records);
/// Returns whether the document has kConflictFlag.
[[nodiscard]] bool is_in_conflict(const Records& records);
/// Returns the facts of a document from its stored head, which may have cross-references.
[[nodiscard]] XrefFacts extract_stored_xref_facts(Records head);

/// Returns the facts as JSON.
[[nodiscard]] std::string to_json(const XrefFacts& facts);
/// Parses JSON of to_json(). Returns nothing for any other text. Law: parsing to_json(facts) gives
/// the same facts.
[[nodiscard]] std::optional<XrefFacts> xref_facts_from_json(std::string_view text);
/// Returns a digest of the findings: other findings have another digest.
[[nodiscard]] std::string compute_digest(const XrefFindings& findings);

/// Keys by which a store finds documents that affect each other: one document has a key that the
/// other cites. The key make_own_xref_key() comes in addition. Law: if two documents share no key
/// with each other or with a third document, neither changes the findings about the other.
struct XrefKeys {
  std::vector<std::string> own;    ///< of its code and title, with its issuer
  std::vector<std::string> cited;  ///< of cited codes and titles
};
/// Returns the keys of a document. Names of organs are looked up in the lexicon.
[[nodiscard]] XrefKeys make_xref_keys(const text::Lexicon& lexicon, const XrefFacts& facts);
/// Returns a digest of the lexicon's entries. Keys depend on the entries, so another digest
/// requires new keys.
[[nodiscard]] const std::string& compute_digest(const text::Lexicon& lexicon);
/// Returns the key that belongs to this document alone. Every document has this key.
[[nodiscard]] std::string make_own_xref_key(std::string_view doc_id);
/// Returns whether code and date of a document are complete and not in doubt. A citation of such a
/// document is resolved as if no other citation existed. Such a document gets no findings except
/// conflicts, and each document that contradicts it gets the same conflict.
[[nodiscard]] bool is_firm(const XrefFacts& facts);
/// Version of facts and keys in stores. Those of another version are made anew.
inline constexpr std::string_view kXrefKeysVersion = "5";

/// Returns the findings about each document, by doc_id. A document without findings has an empty
/// entry. Names of organs are looked up in the lexicon. Law: the order of the documents does not
/// matter.
[[nodiscard]] std::map<std::string, XrefFindings> resolve_xrefs(
    const text::Lexicon& lexicon, std::span<const XrefFacts> documents);

/// Returns the records with the findings written in. These values change, unless a person has set
/// them (record/edits/human_edit.h):
/// 1. Values that were found, with their basis and corrections of source xref.
/// 2. Values that follow from another date of issue.
/// 3. Review reasons.
[[nodiscard]] Records apply_xref(const text::Lexicon& lexicon, Records records,
                                 const XrefFindings& findings);

/// Returns the records without cross-references. Law: remove_xref(apply_xref(records, findings)) ==
/// records, for records of to_records().
[[nodiscard]] Records remove_xref(const text::Lexicon& lexicon, Records records);

/// Returns the rows of a document with the findings that hold while no other document is known.
[[nodiscard]] Records apply_no_xref(const text::Lexicon& lexicon, Records rows);

}  // namespace codau::record
