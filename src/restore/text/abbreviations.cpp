#include "restore/text/abbreviations.h"

#include "core/message.h"
#include "restore/text/table_file.h"
#include "text/syllable.h"
#include "text/unicode.h"

namespace codau::restore {

Abbreviations::Abbreviations(const std::string& path, const text::Lexicon& more) {
  const Message missing =
      both("không có danh sách chữ viết tắt", "the list of abbreviations is missing");
  read_table(
      path, missing, [this](std::span<const std::string_view> cells) -> std::optional<Message> {
        const bool is_whole = cells.size() >= 3 && (cells[2] == "code" || cells[2] == "text") &&
                              text::strip_diacritics(cells[1]) == cells[0];
        if (!is_whole)
          return both("phải gồm chữ không dấu, cách viết, rồi code hoặc text",
                      "expected letters without marks, spelling, code or text");
        (cells[2] == "code" ? in_codes_ : in_text_)[std::string(cells[0])] = cells[1];
        if (cells[2] == "code") proven_in_codes_.emplace(cells[0]);
        return std::nullopt;
      });
  for (const text::LexiconEntry& entry : more.entries("abbreviation")) {
    const std::string bare = text::strip_diacritics(entry.form);
    if (bare == entry.form) continue;
    in_codes_[bare] = entry.form;
    if (!text::is_legal_syllable(bare)) in_text_[bare] = entry.form;
  }
  for (const text::LexiconEntry& entry : more.entries("person_title")) {
    const std::size_t slash = entry.form.find('/');
    if (slash == entry.form.npos) continue;
    const std::string small(entry.form.substr(0, slash)), after_slash(entry.form.substr(slash + 1));
    for (const std::string& first : {small, text::to_upper(small)}) {
      const std::string bare = text::strip_diacritics(first);
      if (bare != first) slash_forms_[bare].push_back({first, after_slash});
    }
  }
}

const std::string* Abbreviations::find(std::string_view seen, bool in_code) const {
  const Spellings& spellings = in_code ? in_codes_ : in_text_;
  const auto found = spellings.find(std::string(seen));
  return found == spellings.end() ? nullptr : &found->second;
}

bool Abbreviations::is_proven_in_codes(std::string_view seen) const {
  return proven_in_codes_.contains(std::string(seen));
}

std::span<const SlashForm> Abbreviations::slash_forms(std::string_view seen) const {
  const auto found = slash_forms_.find(std::string(seen));
  if (found == slash_forms_.end()) return {};
  return found->second;
}

}  // namespace codau::restore
