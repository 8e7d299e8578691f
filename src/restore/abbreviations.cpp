#include "restore/abbreviations.h"

#include <array>
#include <fstream>
#include <sstream>

#include "core/error.h"
#include "core/message.h"
#include "text/syllable.h"
#include "text/unicode.h"

namespace codau::restore {

Abbreviations::Abbreviations(const std::string& path, const text::Lexicon& more) {
  std::ifstream file(path);
  if (!file)
    throw Error(ErrorCode::kModel, path + ": " +
                                       both("không có danh sách chữ viết tắt",
                                            "the list of abbreviations is missing"));
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    std::istringstream in(line);
    std::string bare, spelling, where;
    const bool whole = std::getline(in, bare, '\t') && std::getline(in, spelling, '\t') &&
                       std::getline(in, where, '\t');
    if (!whole || (where != "code" && where != "text") || !text::is_utf8(spelling) ||
        text::strip_marks(spelling) != bare) {
      throw Error(ErrorCode::kModel,
                  path + both(": dòng ", ": line ") + std::to_string(number) +
                      both(": phải gồm chữ không dấu, cách viết, rồi code hoặc text",
                           ": expected letters without marks, spelling, code or text"));
    }
    (where == "code" ? in_codes_ : in_text_)[bare] = spelling;
  }
  for (const text::Entry& entry : more.entries("abbreviation")) {
    const std::string bare = text::strip_marks(entry.form);
    if (bare != entry.form && !text::is_legal_syllable(bare))
      in_codes_[bare] = in_text_[bare] = entry.form;
  }
  for (const text::Entry& entry : more.entries("person_title")) {
    const std::size_t slash = entry.form.find('/');
    if (slash == entry.form.npos) continue;
    const std::string small(entry.form.substr(0, slash)), behind(entry.form.substr(slash + 1));
    for (const std::string& first : {small, text::to_upper(small)}) {
      const std::string bare = text::strip_marks(first);
      if (bare != first) before_slash_[bare].push_back({first, behind});
    }
  }
}

const std::string* Abbreviations::find(std::string_view seen, bool in_code) const {
  const Spellings& spellings = in_code ? in_codes_ : in_text_;
  const auto found = spellings.find(std::string(seen));
  return found == spellings.end() ? nullptr : &found->second;
}

std::span<const BeforeSlash> Abbreviations::before_slash(std::string_view seen) const {
  const auto found = before_slash_.find(std::string(seen));
  if (found == before_slash_.end()) return {};
  return found->second;
}

}  // namespace codau::restore
