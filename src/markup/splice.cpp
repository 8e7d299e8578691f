#include "markup/splice.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "markup/notation.h"
#include "text/utf8.h"

namespace codau::markup {
namespace {

/// A replacement of bytes in the text of one piece.
struct Edit {
  Bytes text;  ///< range of Passage::text, inside one piece
  std::string after;
  const Change* change = nullptr;
};

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r'; }

std::vector<Bytes> words_of(std::string_view text) {
  std::vector<Bytes> words;
  for (std::size_t at = 0; at < text.size();) {
    if (is_space(text[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && !is_space(text[at])) ++at;
    words.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
  }
  return words;
}

/// Returns for each part as many letters of `after` as the part has; nothing if the total differs.
std::optional<std::vector<std::string>> letter_by_letter(const std::vector<std::string_view>& parts,
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
  explicit Splicer(const Passage& passage) : passage_(passage), edits_(passage.pieces.size()) {}

  void take(const Change& change) {
    const auto [first, last] = pieces_of(change);
    if (first == last) return;  // white space between words
    if (last - first == 1 && is_inside(change, first)) {
      put(first, change.in, change.after, change);
    } else if (!take_words(change, first, last) && !take_parts(change, first, last) &&
               !take_stretch(change, first, last)) {
      ++unmade_;
    }
  }

  Spliced done() {
    for (std::size_t i = 0; i < edits_.size(); ++i) {
      const Piece& piece = passage_.pieces[i];
      write(piece.source, piece.notation, piece.element, i);
    }
    for (const Copy& copy : passage_.copies) {
      for (std::size_t i = 0; i < copy.words.size(); ++i) {
        write(copy.words[i], copy.notation, copy.element, copy.first + i);
      }
    }
    return put_in();
  }

 private:
  /// Returns the range of pieces that a change touches; for an insertion, the piece at that
  /// position.
  [[nodiscard]] std::pair<std::size_t, std::size_t> pieces_of(const Change& change) const {
    const std::vector<Piece>& all = passage_.pieces;
    const bool is_insertion = change.in.begin == change.in.end;
    const auto first =
        std::ranges::find_if(all.begin() + from_, all.end(), [&](const Piece& piece) {
          return is_insertion ? piece.text.end >= change.in.begin
                              : piece.text.end > change.in.begin;
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

  [[nodiscard]] bool is_inside(const Change& change, std::size_t piece) const {
    const Bytes text = passage_.pieces[piece].text;
    return change.in.begin >= text.begin && change.in.end <= text.end &&
           (words_of(change.after).size() <= 1 || may_be_parted(piece));
  }

  /// Takes a change that keeps the number of words, if each word is in a piece of its own.
  bool take_words(const Change& change, std::size_t first, std::size_t last) {
    const std::vector<Bytes> before = words_of(change.before), after = words_of(change.after);
    if (before.size() != after.size() || before.size() != last - first) return false;
    for (std::size_t i = 0; i < before.size(); ++i) {
      const Bytes at{change.in.begin + before[i].begin, change.in.begin + before[i].end};
      const Piece& piece = passage_.pieces[first + i];
      if (at.begin < piece.text.begin || at.end > piece.text.end) return false;
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

  /// Takes a change of adjacent pieces that are parts of one word.
  bool take_parts(const Change& change, std::size_t first, std::size_t last) {
    std::vector<std::string_view> parts;
    std::vector<Bytes> places;
    std::uint32_t at = change.in.begin;
    for (std::size_t i = first; i < last; ++i) {
      const Bytes text = passage_.pieces[i].text;
      const Bytes place{std::max(text.begin, change.in.begin), std::min(text.end, change.in.end)};
      if (place.begin != at) return false;
      at = place.end;
      places.push_back(place);
      parts.push_back(slice(passage_.text, place));
    }
    if (at != change.in.end) return false;
    const auto after = letter_by_letter(parts, change.after);
    if (!after) return false;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if ((*after)[i] != parts[i]) put(first + i, places[i], (*after)[i], change);
    }
    return true;
  }

  /// Takes a change of the number of words in running text, if only white space is between the
  /// words.
  bool take_stretch(const Change& change, std::size_t first, std::size_t last) {
    const Piece &begin = passage_.pieces[first], &end = passage_.pieces[last - 1];
    if (change.in.begin < begin.text.begin || change.in.end > end.text.end) return false;
    for (std::size_t i = first; i < last; ++i) {
      const Piece& piece = passage_.pieces[i];
      if (!may_be_parted(i) || piece.is_fixed || !edits_[i].empty()) return false;
      if (slice(passage_.bytes, piece.source) != slice(passage_.text, piece.text)) return false;
      if (i == first) continue;
      const Bytes between{passage_.pieces[i - 1].source.end, piece.source.begin};
      if (!std::ranges::all_of(slice(passage_.bytes, between), is_space)) return false;
    }
    add({begin.source.begin + (change.in.begin - begin.text.begin),
         end.source.end - (end.text.end - change.in.end)},
        write_notation(change.after, begin.notation), change, begin.element);
    return true;
  }

  /// Returns true if a piece may become several words. A copy of the text elsewhere or an element
  /// for one word forbids this.
  [[nodiscard]] bool may_be_parted(std::size_t piece) const {
    return passage_.copies.empty() && !passage_.pieces[piece].is_word;
  }

  void put(std::size_t piece, Bytes text, std::string after, const Change& change) {
    if (passage_.pieces[piece].is_fixed) {
      ++unmade_;
    } else {
      edits_[piece].push_back({text, std::move(after), &change});
    }
  }

  /// Writes the edits of a piece, or of a copy of the piece. If some letters are escaped in the
  /// file, only the letters that differ are written.
  void write(Bytes source, Notation notation, const std::string& element, std::size_t piece) {
    const std::vector<Edit>& edits = edits_[piece];
    if (edits.empty()) return;
    const std::uint32_t begin = passage_.pieces[piece].text.begin;
    const std::vector<Bytes> letters = letters_of(slice(passage_.bytes, source), notation);
    const bool is_plain =
        slice(passage_.bytes, source) == slice(passage_.text, passage_.pieces[piece].text);
    for (const Edit& edit : edits) {
      const std::string_view before = slice(passage_.text, edit.text);
      const bool is_whole = is_plain && write_notation(before, notation) == before;
      const Edit least = is_whole ? edit : trimmed(edit);
      if (slice(passage_.text, least.text) == least.after) continue;
      const auto place = [&](std::uint32_t text) {
        const auto at = std::ranges::lower_bound(letters, text - begin, {}, &Bytes::begin);
        return source.begin + (at == letters.end() ? source.size() : at->end);
      };
      add({place(least.text.begin), place(least.text.end)}, write_notation(least.after, notation),
          *edit.change, element);
    }
  }

  /// Returns for each letter of a piece the begin of its text and (end) the begin of its bytes in
  /// the file.
  static std::vector<Bytes> letters_of(std::string_view raw, Notation notation) {
    std::vector<Bytes> letters;
    std::uint32_t text = 0;
    for (std::size_t at = 0; at < raw.size();) {
      const std::size_t size = std::max<std::size_t>(letter_size(raw.substr(at), notation), 1);
      letters.push_back({text, static_cast<std::uint32_t>(at)});
      const auto letter = read_notation(raw.substr(at, size), notation);
      text += letter ? static_cast<std::uint32_t>(letter->size()) : 0;
      at += size;
    }
    return letters;
  }

  /// Returns the edit without the equal letters at both ends.
  [[nodiscard]] Edit trimmed(Edit edit) const {
    const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
    std::string_view before = slice(passage_.text, edit.text), after = edit.after;
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

  void add(Bytes source, std::string after, const Change& why, const std::string& element) {
    Change change = why;
    change.in = source;
    change.before = slice(passage_.bytes, source);
    change.after = std::move(after);
    changes_.push_back({std::move(change), element});
  }

  Spliced put_in() {
    std::ranges::stable_sort(changes_, {}, [](const ElementChange& one) {
      return std::pair(one.change.in.begin, one.change.in.end);
    });
    Spliced out;
    out.unmade = unmade_;
    std::uint32_t at = 0;
    for (ElementChange& one : changes_) {
      Change& change = one.change;
      out.bytes += slice(passage_.bytes, {at, change.in.begin});
      change.out.begin = static_cast<std::uint32_t>(out.bytes.size());
      out.bytes += change.after;
      change.out.end = static_cast<std::uint32_t>(out.bytes.size());
      at = change.in.end;
    }
    out.bytes += std::string_view(passage_.bytes).substr(at);
    out.changes = std::move(changes_);
    return out;
  }

  const Passage& passage_;
  std::vector<std::vector<Edit>> edits_;  // the edits of each piece
  std::vector<ElementChange> changes_;
  mutable std::ptrdiff_t from_ = 0;  // later changes touch no piece before this one
  std::size_t unmade_ = 0;
};

}  // namespace

Spliced splice(const Passage& passage, std::span<const Change> changes) {
  Splicer splicer(passage);
  for (const Change& change : changes) splicer.take(change);
  return splicer.done();
}

}  // namespace codau::markup
