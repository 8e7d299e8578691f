// record/schema/codes.h — closed lists of codes: the only texts that certain columns may hold, such
// as the review status. Rows, tables, stores, workbooks and data/codes.md take codes and their
// names from these lists. Functions to_code() turn enumerators of document/ into codes. To add a
// code, add a line to codes.cpp and raise kSchemaVersion.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "document/document.h"

namespace codau::record {

/// A code with its Vietnamese and English name for people.
struct CodeEntry {
  std::string_view code, name_vi, name_en;  ///< as in "review", "cần xem lại"
};
/// A closed list of codes.
struct CodeList {
  std::string_view name;
  std::span<const CodeEntry> codes;  ///< in the order in which schemas list them

  /// Returns the entry of a code; null if the list lacks the code.
  [[nodiscard]] const CodeEntry* find(std::string_view code) const;
  [[nodiscard]] auto begin() const { return codes.begin(); }
  [[nodiscard]] auto end() const { return codes.end(); }
};

namespace codes {
/// One list for each kind of column that is limited to codes.
extern const CodeList kReviewStatus, kSourceFormat, kTextLayer, kLanguage, kVersion, kDateBasis,
    kOrganBasis, kLevel, kPriority, kSecrecy, kSectionKind, kTaskOrigin, kDeadlineKind, kDueOp,
    kOffsetUnit, kAgencyRole, kAgencyMethod, kAgencyKind, kPurpose, kRelation, kBasis,
    kCorrectionSource, kCorrectionStatus;
}  // namespace codes

/// Returns all lists of `codes`.
[[nodiscard]] std::span<const CodeList* const> code_lists();

/// The functions to_code() return the code of an enumerator.
[[nodiscard]] std::string to_code(document::Basis basis);
[[nodiscard]] std::string to_code(document::SectionKind kind);
[[nodiscard]] std::string to_code(document::TaskOrigin origin);
[[nodiscard]] std::string to_code(document::DeadlineKind kind);
[[nodiscard]] std::string to_code(document::DueOp op);
[[nodiscard]] std::string to_code(document::AgencyRole role);
[[nodiscard]] std::string to_code(document::AgencyMethod method);
[[nodiscard]] std::string to_code(document::Relation relation);
[[nodiscard]] std::string to_code(document::Recipient::Purpose purpose);
[[nodiscard]] std::string to_code(document::Priority priority);
[[nodiscard]] std::string to_code(document::Secrecy secrecy);
/// Returns an empty text for kNone.
[[nodiscard]] std::string to_code(document::OrganBasis basis);
/// Returns "other" for kUnknown, because every agency has a level. document::parse_level() is the
/// inverse function.
[[nodiscard]] std::string to_code(document::AgencyLevel level);

}  // namespace codau::record
