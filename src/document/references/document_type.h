// document/references/document_type.h — the types of documents that the lexicon has (role
// "document_type").
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "document/words/form_patterns.h"
#include "document/words/passage.h"

namespace codau::document {

/// What of a document becomes tasks.
enum class TaskSource : std::uint8_t { kNone, kTables, kAll };

struct DocumentType {
  std::string_view code, name;
  std::uint8_t number = 0;  ///< place in the list of NĐ 30, Điều 7; 0 for a type that it lacks
  bool is_title = false;    ///< papers bear its name as their title
  TaskSource tasks = TaskSource::kNone;
  bool says_how = false;  ///< "Tổ chức thực hiện" belongs to it (SECTION_MISSING, TASKS_MISSING)
  bool has_year = false;  ///< it is for a year or some years (PLAN_YEAR_MISSING)
  bool asks = false;      ///< it is written to have something done (TASKS_MISSING)
};

/// The type that a title line names ("KẾ HOẠCH" → KH, Kế hoạch), damaged letters allowed.
[[nodiscard]] std::optional<DocumentType> read_title_type(const Lexicon& lexicon,
                                                          const Passage& line);
/// What a paper without a type is taken for (role "other_type").
[[nodiscard]] DocumentType find_default_type(const Lexicon& lexicon);
/// What stands behind the type's name in its title line and belongs to the subject ("KẾ HOẠCH trồng
/// rừng"): whose it is ("CỦA …") and what kind of one ("HÀNH ĐỘNG", "PHỐI HỢP", "(Dự thảo)") does
/// not.
[[nodiscard]] Passage text_after_type(const Lexicon& lexicon, const Passage& line,
                                      std::string_view name);
/// The type that is the whole line, in capitals or not: "Kế hoạch" below a head typed in haste.
[[nodiscard]] std::optional<DocumentType> read_lone_type(const Lexicon& lexicon,
                                                         const Passage& line);
/// The type that begins the title of a web page, "Kế hoạch tuyển sinh năm 2025": one with tasks, in
/// small letters, before three words or more. Nothing for a sentence, "Kế hoạch này …".
[[nodiscard]] std::optional<DocumentType> read_headline_type(const Lexicon& lexicon,
                                                             const Passage& line);
/// The type that `code` abbreviates, one that papers bear as their title.
[[nodiscard]] std::optional<DocumentType> find_type_by_code(const Lexicon& lexicon,
                                                            std::string_view code);

/// The type that begins a cited notation, also one without a title (CV, L); a D for a Đ is put
/// right ("QD" → QĐ) where the letters as they are mean nothing.
[[nodiscard]] std::optional<DocumentType> find_cited_type(const Lexicon& lexicon,
                                                          std::string_view code);
/// The type that a citation names in words, folded: "nghi dinh" → NĐ.
[[nodiscard]] std::optional<DocumentType> find_type_by_name(const Lexicon& lexicon,
                                                            std::string_view key);
/// The names of all types as an RE2 group, folded, in the words of citations.
[[nodiscard]] std::string make_type_name_pattern(const Lexicon& lexicon);

}  // namespace codau::document
