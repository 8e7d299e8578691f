#include "train/corpus.h"

#define XXH_INLINE_ALL  // header only: no library to link
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

#include "core/error.h"
#include "restore/text/spelling.h"
#include "text/normalise.h"
#include "text/syllable.h"

namespace codau::train {
namespace {

constexpr std::size_t kEnough = 8;  ///< words of a line that can be judged by its words

struct Words {
  std::size_t all = 0, marked = 0, legal = 0, single = 0;
};

void count_word(std::u32string& word, Words& out) {
  if (word.empty()) return;
  const std::string utf8 = restore::to_utf8(word);
  ++out.all;
  out.single += word.size() == 1 ? 1U : 0U;
  out.legal += text::is_legal_syllable(utf8) ? 1U : 0U;
  out.marked += std::any_of(word.begin(), word.end(),
                            [](char32_t c) { return restore::fold(c) != restore::to_lower(c); })
                    ? 1U
                    : 0U;
  word.clear();
}

Words words_of(std::string_view line) {
  Words out;
  std::u32string word;
  for (const char32_t c : restore::to_utf32(line)) {
    if (restore::is_letter(c)) {
      word += c;
    } else {
      count_word(word, out);
    }
  }
  count_word(word, out);
  return out;
}

bool has_control(std::string_view line) {
  return std::any_of(line.begin(), line.end(),
                     [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == '\x7F'; });
}

std::optional<Unfit> fault_of(std::string_view line) {
  constexpr std::string_view kReplacement = "\uFFFD";
  if (has_control(line) || line.find(kReplacement) != line.npos) return Unfit::kNotText;
  const Words words = words_of(line);
  if (words.all < kEnough) return std::nullopt;
  if (words.single * 4 > words.all * 3) return Unfit::kLetterSpaced;
  if (words.legal * 10 < words.all * 3) return Unfit::kForeign;
  if (words.marked * 20 < words.all) return Unfit::kUnmarked;
  return std::nullopt;
}

bool ends_with(std::string_view name, std::string_view end) {
  return name.size() > end.size() && name.substr(name.size() - end.size()) == end;
}

}  // namespace

std::vector<CorpusFile> corpus_files(const std::string& folder) {
  std::vector<CorpusFile> out;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    const bool packed = ends_with(name, ".txt.xz");
    if (!packed && !ends_with(name, ".txt")) continue;
    if (name.rfind("dev.", 0) == 0 || name.rfind("test.", 0) == 0) continue;
    out.push_back({name.substr(0, name.size() - (packed ? 7 : 4)), entry.path().string()});
  }
  std::sort(out.begin(), out.end(),
            [](const CorpusFile& a, const CorpusFile& b) { return a.domain < b.domain; });
  if (error || out.empty()) throw Error(ErrorCode::kInput, folder + ": no *.txt or *.txt.xz there");
  for (std::size_t i = 1; i < out.size(); ++i) {
    if (out[i].domain == out[i - 1].domain) {
      throw Error(ErrorCode::kInput, out[i].path + ": its domain is there twice");
    }
  }
  return out;
}

Lines lines_of(const std::string& path, std::size_t at_most) {
  return [path, at_most](const std::function<void(std::string_view)>& take) {
    std::string quoted;
    for (const char c : path) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    const std::string command =
        (ends_with(path, ".xz") ? "xz -dc -- '" : "cat -- '") + quoted + "'";
    std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    if (!pipe) throw Error(ErrorCode::kInput, path + ": cannot be read");
    std::string line;
    std::size_t done = 0;
    std::array<char, 65536> buffer{};
    for (std::size_t got = 0;
         (got = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) > 0;) {
      std::string_view rest(buffer.data(), got);
      for (std::size_t end = 0; (end = rest.find('\n')) != rest.npos; rest.remove_prefix(end + 1)) {
        line += rest.substr(0, end);
        take(line);
        line.clear();
        if (at_most > 0 && ++done >= at_most) return;
      }
      line += rest;
    }
    if (!line.empty()) take(line);
    if (::pclose(pipe.release()) != 0) throw Error(ErrorCode::kInput, path + ": cannot be read");
  };
}

std::optional<std::string> Cleaner::clean(std::string_view line) {
  Account& account = accounts_.back();
  ++account.read;
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  text::NormalisedText normal = text::normalise(line);
  std::optional<Unfit> fault = fault_of(normal.text);
  const bool strange = fault == Unfit::kForeign || fault == Unfit::kUnmarked;
  if (strange && text::decode_text(line).encoding != "utf-8") fault = Unfit::kLegacy;
  if (!fault && !seen_.insert(XXH3_64bits(normal.text.data(), normal.text.size())).second) {
    fault = Unfit::kDuplicate;
  }
  if (fault) {
    ++account.dropped.at(static_cast<std::size_t>(*fault));
    return std::nullopt;
  }
  ++account.kept;
  account.mended += normal.changes.empty() ? 0U : 1U;
  return std::move(normal.text);
}

void Cleaner::write_report(const std::string& path) const {
  std::ofstream out(path, std::ios::trunc);
  out << "# Lines of the corpus\n\n"
         "Made by codau-train. Mended: made NFC, look-alikes replaced. The rest of the columns are "
         "lines left out.\n\n"
         "| domain | read | kept | of these mended | no text | legacy encoding | letter-spaced | "
         "unmarked | foreign | duplicate |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n";
  for (const Account& account : accounts_) {
    out << "| " << account.domain << " | " << account.read << " | " << account.kept << " | "
        << account.mended;
    for (const std::uint64_t n : account.dropped) out << " | " << n;
    out << " |\n";
  }
  if (!out.flush()) throw make_write_error(path, errno);
}

Lines cleaned(Lines lines, Cleaner& cleaner, const std::string& domain, bool as_is) {
  return [lines = std::move(lines), &cleaner, domain, as_is](const auto& take) {
    cleaner.begin(domain);
    lines([&](std::string_view line) {
      const auto fit = cleaner.clean(line);
      if (as_is) {
        take(line);
      } else if (fit) {
        take(*fit);
      }
    });
  };
}

}  // namespace codau::train
