// record/names.h — the codes of the tables for the enumerators of document/.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/document.h"

namespace codau::record {

[[nodiscard]] std::string name_of(document::Basis basis);
[[nodiscard]] std::string name_of(document::SectionKind kind);
[[nodiscard]] std::string name_of(document::DeadlineKind kind);
[[nodiscard]] std::string name_of(document::DueOp op);
[[nodiscard]] std::string name_of(document::AgencyRole role);
[[nodiscard]] std::string name_of(document::AgencyMethod method);
[[nodiscard]] std::string name_of(document::Relation relation);
[[nodiscard]] std::string name_of(document::Recipient::Purpose purpose);
[[nodiscard]] std::string name_of(document::Priority priority);
[[nodiscard]] std::string name_of(document::Secrecy secrecy);
/// Empty for kNone.
[[nodiscard]] std::string name_of(document::OrganBasis basis);
/// "other" for kUnknown: an agency always has a level.
[[nodiscard]] std::string name_of(document::Level level);
/// The level of a name of name_of(); kUnknown for none.
[[nodiscard]] document::Level level_named(std::string_view name);
/// The two-digit number of a type in the law's list (NĐ 30, Điều 7; TT 05/2025 counts the same).
[[nodiscard]] std::optional<std::string> tt05_type(const text::Lexicon& lexicon,
                                                   std::string_view type_code);

}  // namespace codau::record
