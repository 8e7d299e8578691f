#include "markup/splice.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "markup/escaping.h"
#include "text/utf8.h"

namespace codau::markup {
namespace {

/// A replacement of bytes in the text of one run.
struct RunEdit {
  ByteRange text;  ///< range of MarkupChunk::text, inside one run
  std::string after;
  const Change* change = nullptr;
};

bool is_white_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r'; }

std::vector<ByteRange> words_of(std::string_view text) {
  std::vector<ByteRange> words;
  for (std::size_t at = 0; at < text.size();) {
    if (is_white_space(text[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && !is_white_space(text[at])) ++at;
    words.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
  }
  return words;
}

/// Returns for each part as many letters of `after` as the part has; nothing if the total differs.
std::optional<std::vector<std::string>> split_by_letters(const std::vector<std::string_view>& parts,
                                                         std::string_view after) {
  std::vector<std::string> out;
  std::size_t to = 0;
  for (const std::string_view part : parts) {
    const std::size_t begin = to;
    for (std::size_t at = 0; at < part.size();) {
      (void)text::next_code_point(part, at);
      if (to == after.size()) return std::nullopt;
      (void)text::next_code_point(after, to);
    }
    out.emplace_back(after.substr(begin, to - begin));
  }
  if (to != after.size()) return std::nullopt;
  return out;
}

class Splicer {
 public:
  explicit Splicer(const MarkupChunk& chunk) : chunk_(chunk), edits_(chunk.runs.size()) {}

  void take(const Change& change) {
    const auto [first, last] = find_runs(change);
    if (first == last) return;  // white space between words
    if (last - first == 1 && is_inside(change, first)) {
      put(first, change.in, change.after, change);
    } else if (!take_words(change, first, last) && !take_parts(change, first, last) &&
               !take_running_text(change, first, last)) {
      ++unapplied_;
    }
  }

  SpliceResult done() {
    for (std::size_t i = 0; i < edits_.size(); ++i) {
      const TextRun& run = chunk_.runs[i];
      write(run.source, run.escaping, run.element, i);
    }
    for (const DuplicateText& duplicate : chunk_.duplicates) {
      for (std::size_t i = 0; i < duplicate.words.size(); ++i) {
        write(duplicate.words[i], duplicate.escaping, duplicate.element, duplicate.first_run + i);
      }
    }
    return build_result();
  }

 private:
  /// Returns the range of runs that a change touches; for an insertion, the run at that
  /// position.
  [[nodiscard]] std::pair<std::size_t, std::size_t> find_runs(const Change& change) const {
    const std::vector<TextRun>& all = chunk_.runs;
    const bool is_insertion = change.in.begin == change.in.end;
    const auto first =
        std::ranges::find_if(all.begin() + from_, all.end(), [&](const TextRun& run) {
          return is_insertion ? run.text.end >= change.in.begin : run.text.end > change.in.begin;
        });
    from_ = first - all.begin();
    auto last = first;
    while (last != all.end() && (is_insertion ? last == first && last->text.begin <= change.in.begin
                                              : last->text.begin < change.in.end)) {
      ++last;
    }
    return {static_cast<std::size_t>(first - all.begin()),
            static_cast<std::size_t>(last - all.begin())};
  }

  [[nodiscard]] bool is_inside(const Change& change, std::size_t run) const {
    const ByteRange text = chunk_.runs[run].text;
    return change.in.begin >= text.begin && change.in.end <= text.end &&
           (words_of(change.after).size() <= 1 || may_be_split(run));
  }

  /// Takes a change that keeps the number of words, if each word is in a run of its own.
  bool take_words(const Change& change, std::size_t first, std::size_t last) {
    const std::vector<ByteRange> before = words_of(change.before), after = words_of(change.after);
    if (before.size() != after.size() || before.size() != last - first) return false;
    for (std::size_t i = 0; i < before.size(); ++i) {
      const ByteRange at{change.in.begin + before[i].begin, change.in.begin + before[i].end};
      const TextRun& run = chunk_.runs[first + i];
      if (at.begin < run.text.begin || at.end > run.text.end) return false;
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
      const std::string_view was = slice(change.before, before[i]),
                             is = slice(change.after, after[i]);
      if (was == is) continue;
      put(first + i, {change.in.begin + before[i].begin, change.in.begin + before[i].end},
          std::string(is), change);
    }
    return true;
  }

  /// Takes a change of adjacent runs that are parts of one word.
  bool take_parts(const Change& change, std::size_t first, std::size_t last) {
    std::vector<std::string_view> parts;
    std::vector<ByteRange> places;
    std::uint32_t at = change.in.begin;
    for (std::size_t i = first; i < last; ++i) {
      const ByteRange text = chunk_.runs[i].text;
      const ByteRange place{std::max(text.begin, change.in.begin),
                            std::min(text.end, change.in.end)};
      if (place.begin != at) return false;
      at = place.end;
      places.push_back(place);
      parts.push_back(slice(chunk_.text, place));
    }
    if (at != change.in.end) return false;
    const auto after = split_by_letters(parts, change.after);
    if (!after) return false;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if ((*after)[i] != parts[i]) put(first + i, places[i], (*after)[i], change);
    }
    return true;
  }

  /// Takes a change of the number of words in running text, if only white space is between the
  /// words.
  bool take_running_text(const Change& change, std::size_t first, std::size_t last) {
    const TextRun &begin = chunk_.runs[first], &end = chunk_.runs[last - 1];
    if (change.in.begin < begin.text.begin || change.in.end > end.text.end) return false;
    for (std::size_t i = first; i < last; ++i) {
      const TextRun& run = chunk_.runs[i];
      if (!may_be_split(i) || run.is_frozen || !edits_[i].empty()) return false;
      if (slice(chunk_.bytes, run.source) != slice(chunk_.text, run.text)) return false;
      if (i == first) continue;
      const ByteRange between{chunk_.runs[i - 1].source.end, run.source.begin};
      if (!std::ranges::all_of(slice(chunk_.bytes, between), is_white_space)) return false;
    }
    add({begin.source.begin + (change.in.begin - begin.text.begin),
         end.source.end - (end.text.end - change.in.end)},
        escape(change.after, begin.escaping), change, begin.element);
    return true;
  }

  /// Returns true if a run may become several words. A copy of the text elsewhere or an element
  /// for one word forbids this.
  [[nodiscard]] bool may_be_split(std::size_t run) const {
    return chunk_.duplicates.empty() && !chunk_.runs[run].is_word;
  }

  void put(std::size_t run, ByteRange text, std::string after, const Change& change) {
    if (chunk_.runs[run].is_frozen) {
      ++unapplied_;
    } else {
      edits_[run].push_back({text, std::move(after), &change});
    }
  }

  /// Writes the edits of a run, or of a copy of the run. If some letters are escaped in the
  /// file, only the letters that differ are written.
  void write(ByteRange source, Escaping escaping, const std::string& element, std::size_t run) {
    const std::vector<RunEdit>& edits = edits_[run];
    if (edits.empty()) return;
    const std::uint32_t begin = chunk_.runs[run].text.begin;
    const std::vector<ByteRange> letters = letters_of(slice(chunk_.bytes, source), escaping);
    const bool is_plain = slice(chunk_.bytes, source) == slice(chunk_.text, chunk_.runs[run].text);
    for (const RunEdit& edit : edits) {
      const std::string_view before = slice(chunk_.text, edit.text);
      const bool is_whole = is_plain && escape(before, escaping) == before;
      const RunEdit least = is_whole ? edit : trimmed(edit);
      if (slice(chunk_.text, least.text) == least.after) continue;
      const auto place = [&](std::uint32_t text) {
        const auto at = std::ranges::lower_bound(letters, text - begin, {}, &ByteRange::begin);
        return source.begin + (at == letters.end() ? source.size() : at->end);
      };
      add({place(least.text.begin), place(least.text.end)}, escape(least.after, escaping),
          *edit.change, element);
    }
  }

  /// Returns for each letter of a run the begin of its text and (end) the begin of its bytes in
  /// the file.
  static std::vector<ByteRange> letters_of(std::string_view raw, Escaping escaping) {
    std::vector<ByteRange> letters;
    std::uint32_t text = 0;
    for (std::size_t at = 0; at < raw.size();) {
      const std::size_t size =
          std::max<std::size_t>(count_letter_bytes(raw.substr(at), escaping), 1);
      letters.push_back({text, static_cast<std::uint32_t>(at)});
      const auto letter = unescape(raw.substr(at, size), escaping);
      text += letter ? static_cast<std::uint32_t>(letter->size()) : 0;
      at += size;
    }
    return letters;
  }

  /// Returns the edit without the equal letters at both ends.
  [[nodiscard]] RunEdit trimmed(RunEdit edit) const {
    const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
    std::string_view before = slice(chunk_.text, edit.text), after = edit.after;
    auto same = static_cast<std::size_t>(std::ranges::mismatch(before, after).in1 - before.begin());
    while (same > 0 && ((same < before.size() && continues(before[same])) ||
                        (same < after.size() && continues(after[same])))) {
      --same;
    }
    before.remove_prefix(same);
    after.remove_prefix(same);
    std::size_t end = 0;
    while (end < std::min(before.size(), after.size()) &&
           before[before.size() - 1 - end] == after[after.size() - 1 - end]) {
      ++end;
    }
    while (end > 0 && continues(before[before.size() - end])) --end;
    edit.text.begin += static_cast<std::uint32_t>(same);
    edit.text.end -= static_cast<std::uint32_t>(end);
    edit.after = std::string(after.substr(0, after.size() - end));
    return edit;
  }

  void add(ByteRange source, std::string after, const Change& why, const std::string& element) {
    Change change = why;
    change.in = source;
    change.before = slice(chunk_.bytes, source);
    change.after = std::move(after);
    changes_.push_back({std::move(change), element});
  }

  SpliceResult build_result() {
    std::ranges::stable_sort(changes_, {}, [](const ElementChange& one) {
      return std::pair(one.change.in.begin, one.change.in.end);
    });
    SpliceResult out;
    out.unapplied = unapplied_;
    std::uint32_t at = 0;
    for (ElementChange& one : changes_) {
      Change& change = one.change;
      out.bytes += slice(chunk_.bytes, {at, change.in.begin});
      change.out.begin = static_cast<std::uint32_t>(out.bytes.size());
      out.bytes += change.after;
      change.out.end = static_cast<std::uint32_t>(out.bytes.size());
      at = change.in.end;
    }
    out.bytes += std::string_view(chunk_.bytes).substr(at);
    out.changes = std::move(changes_);
    return out;
  }

  const MarkupChunk& chunk_;
  std::vector<std::vector<RunEdit>> edits_;  // the edits of each run
  std::vector<ElementChange> changes_;
  mutable std::ptrdiff_t from_ = 0;  // later changes touch no run before this one
  std::size_t unapplied_ = 0;
};

}  // namespace

SpliceResult splice(const MarkupChunk& chunk, std::span<const Change> changes) {
  Splicer splicer(chunk);
  for (const Change& change : changes) splicer.take(change);
  return splicer.done();
}

}  // namespace codau::markup
