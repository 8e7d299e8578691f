// record/schema/codes.h — the closed lists of codes that columns hold: what each code is called,
// and which enumerator of document/ it stands for. Rows, schema, stores, workbook and data/codes.md
// have them from here. A new code is one line in codes.cpp, and needs a new schema version.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "document/document.h"

namespace codau::record {

struct CodeEntry {
  std::string_view code, name_vi, name_en;  ///< names are for people
};
struct CodeList {
  std::string_view name;
  std::span<const CodeEntry> codes;  ///< in the order that schemas list them in

  /// Null for what is no code of the list.
  [[nodiscard]] const CodeEntry* find(std::string_view code) const;
  [[nodiscard]] auto begin() const { return codes.begin(); }
  [[nodiscard]] auto end() const { return codes.end(); }
};

namespace codes {
extern const CodeList kReviewStatus, kSourceFormat, kTextLayer, kLanguage, kVersion, kDateBasis,
    kOrganBasis, kLevel, kPriority, kSecrecy, kSectionKind, kTaskOrigin, kDeadlineKind, kDueOp,
    kOffsetUnit, kAgencyRole, kAgencyMethod, kAgencyKind, kPurpose, kRelation, kBasis,
    kCorrectionSource, kCorrectionStatus;
}  // namespace codes

/// All of them.
[[nodiscard]] std::span<const CodeList* const> code_lists();

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
/// Empty for kNone.
[[nodiscard]] std::string to_code(document::OrganBasis basis);
/// "other" for kUnknown: an agency always has a level. document::parse_level() leads back.
[[nodiscard]] std::string to_code(document::AgencyLevel level);

}  // namespace codau::record
