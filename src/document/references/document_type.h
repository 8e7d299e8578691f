// document/references/document_type.h — the types of documents in the lexicon (role
// "document_type"), and how they are recognised.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "document/words/form_patterns.h"
#include "document/words/passage.h"

namespace codau::document {

/// The parts of a document from which tasks are read.
enum class TaskSource : std::uint8_t { kNone, kTables, kAll };

/// A type of document: an entry of the lexicon, with its marks.
struct DocumentType {
  std::string_view code, name;
  /// number in the list of NĐ 30, Điều 7; 0 for a type that the list lacks
  std::uint8_t number = 0;
  bool is_title = false;  ///< documents have its name as their title
  TaskSource tasks = TaskSource::kNone;
  bool says_how = false;  ///< it has a part "Tổ chức thực hiện" (SECTION_MISSING, TASKS_MISSING)
  bool has_year = false;  ///< it is for one or more years (PLAN_YEAR_MISSING)
  bool asks = false;      ///< it asks for something to be done (TASKS_MISSING)
};

/// Returns the type that a title line names ("KẾ HOẠCH" → KH), even with damaged letters.
[[nodiscard]] std::optional<DocumentType> read_title_type(const Lexicon& lexicon,
                                                          const Passage& line);
/// Returns the type of documents without a type (role "other_type").
[[nodiscard]] DocumentType find_default_type(const Lexicon& lexicon);
/// Returns the part of the subject that follows the name of the type in its title line: "KẾ HOẠCH
/// trồng rừng" → "trồng rừng". The owner ("CỦA …") and the kind ("HÀNH ĐỘNG", "PHỐI HỢP", "(Dự
/// thảo)") are left out.
[[nodiscard]] Passage text_after_type(const Lexicon& lexicon, const Passage& line,
                                      std::string_view name);
/// Returns the type whose name is the whole line, in capitals or not.
[[nodiscard]] std::optional<DocumentType> read_lone_type(const Lexicon& lexicon,
                                                         const Passage& line);
/// Returns the type that begins the title of a web page, such as "Kế hoạch tuyển sinh năm 2025". It
/// has tasks, is in small letters, and three or more words follow. Returns nothing for a sentence
/// ("Kế hoạch này …").
[[nodiscard]] std::optional<DocumentType> read_headline_type(const Lexicon& lexicon,
                                                             const Passage& line);
/// Returns the type with this code, if documents have it as their title.
[[nodiscard]] std::optional<DocumentType> find_type_by_code(const Lexicon& lexicon,
                                                            std::string_view code);

/// Returns the type that begins a cited notation, also a type without a title (CV, L). A D becomes
/// Đ ("QD" → QĐ) if the letters have no meaning otherwise.
[[nodiscard]] std::optional<DocumentType> find_cited_type(const Lexicon& lexicon,
                                                          std::string_view code);
/// Returns the type that a citation names in words. `key`: folded: "nghi dinh" → NĐ.
[[nodiscard]] std::optional<DocumentType> find_type_by_name(const Lexicon& lexicon,
                                                            std::string_view key);
/// Returns the names of all types as an RE2 group, folded, in the words of citations.
[[nodiscard]] std::string make_type_name_pattern(const Lexicon& lexicon);

}  // namespace codau::document
