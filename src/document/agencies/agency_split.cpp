#include "document/agencies/agency_split.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

#include "document/agencies/agency_lexicon.h"
#include "document/agencies/agency_name.h"
#include "document/agencies/name_form.h"
#include "document/agencies/persons.h"
#include "document/words/form_patterns.h"
#include "document/words/pattern.h"
#include "document/words/strip_specks.h"

namespace codau::document {
namespace {

std::uint32_t length(std::string_view text) { return static_cast<std::uint32_t>(text.size()); }

using ItemList = std::vector<AgencyItem>;

Passage without_bullet(const Passage& passage) {
  static const Pattern kBullet(R"([-+•*~_]+ ?)");
  const auto bullet = kBullet.at_start(passage.key);
  return bullet ? take_from(passage, passage.to_text(bullet->whole().end)) : passage;
}

Passage trimmed(const Passage& passage) {
  ByteRange text = passage.all();
  const auto at_end = [&](std::string_view marks) {
    return !text.empty() && marks.find(passage.text[text.end - 1]) != std::string_view::npos;
  };
  while (at_end(" ;,.:/")) --text.end;
  return take_part(passage, text);
}

struct ActorVerbs {
  explicit ActorVerbs(const Lexicon& lexicon)
      : of_list("[ ,;:(]" + make_form_pattern(lexicon, "actor_verb", make_mark_filter("list")) +
                "(?:[ ,;:]|$)") {}

  Pattern of_list;
};

/// A list ends at the first verb (13.9).
Passage up_to_verb(const Lexicon& lexicon, const Passage& passage) {
  const auto verb = lexicon.cached<ActorVerbs>().of_list.find(passage.key);
  if (!verb || verb->whole().begin == 0) return passage;
  const std::uint32_t end = passage.to_text(verb->whole().begin);
  const std::string_view behind = std::string_view(passage.text).substr(end + 1);
  const bool is_name = begins_with_capital(behind) && compute_capital_share(passage.text) < 0.9;
  return is_name ? passage : take_part(passage, {0, end});  // "Phòng Tham mưu"
}

/// Pieces of a passage between separators, in its key; the separators are the gaps.
std::vector<ByteRange> pieces_between(const Passage& passage, const Pattern& separator) {
  std::vector<ByteRange> out;
  std::uint32_t begin = 0;
  for (std::size_t at = 0; const auto gap = separator.find(passage.key, at);) {
    out.push_back({begin, gap->whole().begin});
    begin = gap->whole().end;
    at = begin;
  }
  out.push_back({begin, length(passage.key)});
  return out;
}

std::string_view text_at(const Passage& passage, ByteRange key) {
  return slice(passage.text, passage.in_text(key));
}

/// "Tòa án nhân dân khu vực 1 | - Điện Biên": where the area lies that a number is of.
bool is_joint_of_area(const Lexicon& lexicon, std::string_view left, std::string_view right) {
  static const Pattern kArea(R"((?:^|.* )khu vuc (?:\d{1,2}|[ivx]{1,5}))");
  return kArea.is_full_match(fold(left)) && begins_with_capital(right) &&
         !has_head_word(lexicon, right);
}

/// Joins again what a separator cut out of a protected compound (7.5.3, 7.6).
std::vector<ByteRange> with_compounds_joined(const Lexicon& lexicon, const Passage& passage,
                                             const std::vector<ByteRange>& pieces) {
  std::vector<ByteRange> out;
  const auto is_joint = [&](ByteRange before, ByteRange behind) {
    const std::string_view left = text_at(passage, before), right = text_at(passage, behind);
    const bool by_dash = slice(passage.key, {before.end, behind.begin}) == " - ";
    return is_inside_compound(lexicon, left, right) ||
           (by_dash && is_joint_of_area(lexicon, left, right));
  };
  for (const ByteRange piece : pieces) {
    if (!out.empty() && is_joint(out.back(), piece)) {
      out.back().end = piece.end;
    } else {
      out.push_back(piece);
    }
  }
  return out;
}

/// Joins again what a separator cut out of a name of the list, the longest there is: "Báo và Đài
/// Phát thanh, Truyền hình", "Phòng Truyền thông và Phát triển đối tượng".
std::vector<ByteRange> with_names_joined(const Lexicon& lexicon, const Passage& passage,
                                         const std::vector<ByteRange>& pieces) {
  constexpr std::size_t kMostPieces = 4;
  std::vector<ByteRange> out;
  for (std::size_t i = 0; i < pieces.size();) {
    std::size_t last = std::min(i + kMostPieces, pieces.size()) - 1;
    const auto is_name = [&](ByteRange whole) {
      return find_exact_name(lexicon, text_at(passage, whole)) != nullptr;
    };
    while (last > i && !is_name({pieces[i].begin, pieces[last].end})) --last;
    out.push_back({pieces[i].begin, pieces[last].end});
    i = last + 1;
  }
  return out;
}

ItemList items_at(const Passage& passage, const std::vector<ByteRange>& pieces) {
  ItemList out;
  for (const ByteRange piece : pieces) {
    Passage text = trimmed(without_bullet(take_part(passage, passage.in_text(piece))));
    if (!text.empty()) out.push_back({std::move(text)});
  }
  return out;
}

bool is_listed(const Lexicon& lexicon, const Passage& passage) {
  return find_known_name(lexicon, passage.text) != nullptr ||
         is_compound_name(lexicon, passage.text);
}

/// With what stands in brackets blotted out of the key: it parts nothing.
Passage without_brackets(const Passage& passage) {
  static const Pattern kBracket(R"(\([^()]*\))");
  Passage out = passage;
  for (std::size_t at = 0; const auto found = kBracket.find(out.key, at);) {
    std::fill(out.key.begin() + found->whole().begin, out.key.begin() + found->whole().end, '.');
    at = found->whole().end;
  }
  return out;
}

/// "Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh": things that an organ looks after, no
/// organs.
struct Things {
  explicit Things(const Lexicon& lexicon)
      : of_group("(?:cac|nhung) " + make_form_pattern(lexicon, "managed_thing") + "(?: |,|$)") {}

  Pattern of_group;
};

/// "các sở, ban, ngành".
bool is_plural(std::string_view key) {
  static const Pattern kPlural("(?:cac|nhung|toan the) ");
  return kPlural.at_start(key).has_value();
}

/// The roles "person_post" and "organ_post".
struct PersonPosts {
  explicit PersonPosts(const Lexicon& lexicon)
      : any(make_form_pattern(lexicon, "person_post") + "(?:[^a-z]|$)"),
        of_group(make_form_pattern(lexicon, "organ_post") + "(?: [^,;]*?)? cac "),
        named_unit(make_printed_pattern(lexicon, "named_unit") + R"( \p{Lu}[\p{L}-]+)") {}

  Pattern any;
  Pattern of_group;    ///< "thủ trưởng các đơn vị"
  Pattern named_unit;  ///< behind a group: "các trạm y tế, | phòng DS-YTCS"
};

/// "GVCN lớp", "TTCM", "Kế toán": an abbreviation of three capitals or more, one of the list, or a
/// post with a capital.
bool begins_with_short_name(const Lexicon& lexicon, std::string_view text) {
  static const Pattern kCapitals(R"((\p{Lu}{2,7})(?:[^\p{L}&]|$))");
  const auto capitals = kCapitals.at_start(text);
  if (capitals) {
    const std::string_view word = capitals->of(text, 1);
    return expand_abbreviation(lexicon, word).has_value() || !text::is_legal_syllable(word);
  }
  return begins_with_capital(text) && lexicon.cached<PersonPosts>().any.at_start(fold(text));
}

/// "6 trường TH", "21 xã phường": so many of a kind.
struct Counted {
  explicit Counted(const Lexicon& lexicon)
      : any(R"(\d{1,3} )" + make_form_pattern(lexicon, "group_noun") + "(?:[^a-z]|$)") {}

  Pattern any;
};

/// May this part of an enumeration stand alone? Small head words are the tail of "các sở, ban,
/// ngành".
bool stands_alone(const Lexicon& lexicon, std::string_view text, bool after_group) {
  const bool is_capital = begins_with_capital(text);
  const std::string key = fold(text);
  if (is_plural(key)) return !lexicon.cached<Things>().of_group.at_start(key);
  if (lexicon.cached<PersonPosts>().of_group.at_start(key)) return true;
  if (lexicon.cached<Counted>().any.at_start(key)) return true;
  if (!is_capital && after_group)
    return lexicon.cached<PersonPosts>().named_unit.at_start(text).has_value();
  if (begins_with_person(lexicon, text) || begins_with_short_name(lexicon, text)) return true;
  return has_head_word(lexicon, text) ||
         find_known_name(lexicon, split_agency_name(lexicon, text, false).core) != nullptr;
}

/// Words that name somebody else behind the name of an organ: "nhà thầu".
struct Others {
  explicit Others(const Lexicon& lexicon)
      : noun(make_form_pattern(lexicon, "group_noun", make_mark_filter("own")) + "(?: |,|$)") {}

  Pattern noun;
};

/// "cơ quan, đơn vị có liên quan" behind a name begins a group of its own.
bool begins_group(const Lexicon& lexicon, std::string_view text) {
  static const Pattern kGroup(
      R"((?:co quan|don vi|dia phuong|to chuc (?:co )?lien quan|doan the|nganh|ban, nganh)(?: |,|$))");
  if (begins_with_capital(text)) return false;
  const std::string key = fold(text);
  return kGroup.at_start(key) || lexicon.cached<Others>().noun.at_start(key);
}

/// "Khoa, | phòng liên quan": a kind of unit without a name, and another one behind it that says of
/// both which they are.
bool is_pair_of_kinds(std::string_view before, std::string_view text) {
  static const Pattern kWhich(R"([^,]+ (?:co )?lien quan)");
  return count_words(before) == 1 && !begins_with_capital(text) && kWhich.is_full_match(fold(text));
}

/// A head word that a list may print once for all its names.
std::string shared_head(std::string_view key) {
  return key == "so" ? "Sở" : key == "bo" ? "Bộ" : "Phòng";
}

/// "Sở" of "Sở Y tế, Nội vụ": what the names behind the first have in common with it.
std::string head_of(const Passage& passage) {
  static const Pattern kHead(R"((so|bo|phong) )");
  const auto head = kHead.at_start(passage.key);
  return head ? shared_head(head->of(passage.key, 1)) : std::string();
}

/// The parts of "Sở Giáo dục và Đào tạo, Y tế, Công Thương" when all are names behind one head, and
/// the first at least prints it or stands behind "Các Sở:"; nothing otherwise.
ItemList with_head(const Lexicon& lexicon, const Passage& passage,
                   const std::vector<ByteRange>& pieces, const std::string& head) {
  ItemList out;
  if (head.empty() || pieces.size() < 2) return out;
  bool any = false;
  for (const ByteRange piece : pieces) {
    AgencyItem item{take_part(passage, passage.in_text(piece))};
    if (!has_head_word(lexicon, item.text.text)) {
      const std::string full = head + ' ' + item.text.text;
      if (find_known_name(lexicon, split_agency_name(lexicon, full, false).core) == nullptr)
        return {};
      item.head = head;
      any = true;
    }
    out.push_back(std::move(item));
  }
  if (!any) out.clear();
  return out;
}

/// "Phòng Hợp tác quốc tế và Truyền thông": a phòng inside an organ has any name, so that two
/// halves with nothing but "và" between them are one, but where each is an office of a committee.
bool is_one_office(const Lexicon& lexicon, const Passage& passage,
                   const std::vector<ByteRange>& pieces) {
  static const Pattern kOffice("phong ");
  const bool is_pair = pieces.size() == 2 && kOffice.at_start(passage.key) &&
                       slice(passage.key, {pieces[0].end, pieces[1].begin}) == " va ";
  if (!is_pair || !begins_with_capital(text_at(passage, pieces[1])) ||
      has_head_word(lexicon, text_at(passage, pieces[1])))
    return false;
  const auto is_of_committee = [&](const std::string& name) {
    const KnownAgency* known =
        find_known_name(lexicon, split_agency_name(lexicon, name, false).core);
    return known != nullptr && known->level != AgencyLevel::kUnit;
  };
  return !is_of_committee(std::string(text_at(passage, pieces[0]))) ||
         !is_of_committee("Phòng " + std::string(text_at(passage, pieces[1])));
}

/// "Trung tâm Văn hóa | Truyền thanh huyện": the name of the list may hold no word of what a head
/// word begins, and then a part that cannot stand alone is its end.
bool goes_on(const Lexicon& lexicon, std::string_view before) {
  return has_head_word(lexicon, before) && !is_known_name(lexicon, before);
}

/// "Ban Công nghệ | chuyển đổi số": behind a name in capitals that the list lacks, small words
/// without a head word are its next part, though some agency has their name.
bool is_part_of_name(const Lexicon& lexicon, std::string_view before, std::string_view text) {
  return begins_with_capital(before) && goes_on(lexicon, before) && !begins_with_capital(text) &&
         !has_head_word(lexicon, text) && !is_plural(fold(text)) && !begins_group(lexicon, text) &&
         !lexicon.cached<Counted>().any.at_start(fold(text));
}

/// "Vụ Thống kê Dân số | và Lao động": behind "và" a name without a head word goes on with one that
/// has a head word and that the list lacks.
bool is_second_half(const Lexicon& lexicon, std::string_view before, std::string_view text) {
  return goes_on(lexicon, before) && begins_with_capital(text) && !has_head_word(lexicon, text);
}

/// Rule 6: commas and "và" part names only when every part can stand alone; small words go on with
/// the group before them.
ItemList split_enumeration(const Lexicon& lexicon, const Passage& passage, std::string head = {}) {
  static const Pattern kSeparator(R"( ?, ?| va | & ?|& )");
  const Passage open = without_brackets(passage);
  const auto pieces = with_names_joined(
      lexicon, passage, with_compounds_joined(lexicon, passage, pieces_between(open, kSeparator)));
  if (head.empty() && is_one_office(lexicon, passage, pieces)) return {{passage}};
  if (head.empty()) head = head_of(passage);
  if (auto headed = with_head(lexicon, passage, pieces, head); !headed.empty()) return headed;
  if (std::ranges::all_of(pieces,
                          [&](ByteRange piece) { return is_short_form(text_at(passage, piece)); }))
    return items_at(passage, pieces);
  std::vector<ByteRange> out;
  for (const ByteRange piece : pieces) {
    const std::string_view text = text_at(passage, piece);
    const bool after_group = !out.empty() && is_collective(text_at(passage, out.back()));
    const std::string_view before = out.empty() ? "" : text_at(passage, out.back());
    const bool behind_and =
        !out.empty() && slice(open.key, {out.back().end, piece.begin}) == " va ";
    const bool is_behind_short =
        is_short_form(text) && (is_short_form(before) || begins_with_short_name(lexicon, before));
    if (!out.empty() && (is_part_of_name(lexicon, before, text) || is_pair_of_kinds(before, text) ||
                         (behind_and && !after_group && !begins_with_short_name(lexicon, text) &&
                          is_second_half(lexicon, before, text)))) {
      out.back().end = piece.end;
    } else if (stands_alone(lexicon, text, after_group) || is_behind_short ||
               (!after_group && begins_group(lexicon, text))) {
      out.push_back(piece);
    } else if (!out.empty() && (!begins_with_capital(text) || goes_on(lexicon, before))) {
      out.back().end = piece.end;
    } else {
      return {{passage}};
    }
  }
  return items_at(passage, out);
}

/// "Ban Thường vụ Huyện đoàn", "Thanh tra Sở Giao thông vận tải": the second name is the organ that
/// the first is a part of; "Báo Tài nguyên và Môi trường": the one that the first writes of.
bool is_inside(const Lexicon& lexicon, const Tiling& tiling) {
  static const Pattern kPart(
      R"((?:ban|van phong|thuong truc|uy ban kiem tra|lanh dao|bi thu|pho bi thu|chu tich)(?: |$))");
  static const Pattern kBare("thanh tra|van phong|lanh dao"), kOrgan("(?:so|bo|cong doan) "),
      kPress("bao|dai");
  for (std::size_t i = 0; i + 1 < tiling.names.size(); ++i) {
    const AgencyLevel level = tiling.names[i + 1]->level;
    const bool is_whole = level == AgencyLevel::kParty || level == AgencyLevel::kFront;
    const std::string part = fold(tiling.names[i]->name);
    if (is_whole && kPart.at_start(part)) return true;
    if (kBare.is_full_match(part) && kOrgan.at_start(fold(tiling.names[i + 1]->name))) return true;
    if (kPress.is_full_match(part) && !has_head_word(lexicon, tiling.names[i + 1]->name))
      return true;
  }
  return false;
}

/// Rule 7: a flattened cell, when names of the list tile it in one way only.
ItemList split_tiles(const Lexicon& lexicon, const Passage& passage) {
  const auto words = fold_name_words(passage.text);
  const Tiling tiling = tile(lexicon, words);
  if (tiling.count != 1 || is_inside(lexicon, tiling)) return {{passage}};
  ItemList out;
  std::uint32_t begin = 0;
  for (const std::size_t count : tiling.lengths) {
    std::uint32_t end = begin;
    for (std::size_t n = 0; n < count && end < length(passage.text);) {
      const std::uint32_t word = end;
      end = static_cast<std::uint32_t>(
          std::min(passage.text.find(' ', end + 1), passage.text.size()));
      n += fold_name_words(slice(passage.text, {word, end})).size();
    }
    out.push_back({take_part(passage, {begin, end})});
    out.back().is_tile = true;
    if (!begins_with_capital(out.back().text.text)) return {{passage}};
    begin = std::min(end + 1, length(passage.text));
  }
  return out;
}

void append(ItemList& to, ItemList from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

/// Rules 4 to 7 for what carries no list marks.
ItemList split_plain(const Lexicon& lexicon, const Passage& passage) {
  if (const auto persons = split_persons(lexicon, passage.text); !persons.empty()) {
    ItemList out;
    for (const ByteRange each : persons) {
      AgencyItem item{take_part(passage, each)};
      if (find_person_end(lexicon, item.text.text) > 0) {
        item.text = take_from(item.text, find_misread_title_end(lexicon, item.text.text));
        out.push_back(std::move(item));
      } else {
        append(out, split_plain(lexicon, item.text));
      }
    }
    return out;
  }
  if (const auto names = split_bare_names(lexicon, passage.text); !names.empty()) {
    ItemList out;
    for (const ByteRange each : names) out.push_back({take_part(passage, each)});
    return out;
  }
  static const Pattern kDash(" - ");
  static const Pattern kComma("(?:,| va | &|& )");
  if (is_listed(lexicon, passage)) return {{passage}};
  static const Pattern kGroup(R"(cac (so|bo|phong): ?)");
  if (const auto group = kGroup.at_start(passage.key)) {
    const Passage names = take_from(passage, passage.in_text(group->whole()).end);
    auto parts = split_enumeration(lexicon, names, shared_head(group->of(passage.key, 1)));
    if (parts.size() > 1) return parts;
  }
  if (kComma.find(passage.key)) {
    if (auto parts = split_enumeration(lexicon, passage); parts.size() > 1) return parts;
  }
  const auto pieces = pieces_between(passage, kDash);
  if (pieces.size() > 1) {
    AgencyItem whole{passage};
    whole.is_ambiguous = with_compounds_joined(lexicon, passage, pieces).size() > 1;
    return {whole};
  }
  return passage.key.find(',') == std::string::npos ? split_tiles(lexicon, passage)
                                                    : ItemList{{passage}};
}

ItemList split_each(const Lexicon& lexicon, ItemList items) {
  ItemList out;
  for (AgencyItem& item : items) append(out, split_plain(lexicon, item.text));
  return out;
}

/// Rules 2 and 3, on one line.
ItemList split_line(const Lexicon& lexicon, const Passage& line) {
  static const Pattern kSemicolon(" ?; ?");
  static const Pattern kDash(" - ");
  static const Pattern kBullet("- ?");
  if (auto parts = items_at(line, pieces_between(without_brackets(line), kSemicolon));
      parts.size() > 1) {
    return split_each(lexicon, std::move(parts));
  }
  if (kBullet.at_start(line.key)) {
    const Passage list = trimmed(without_bullet(line));
    // "- Đ/c: Lê Văn An - PCT": a person with a post, no two items
    if (find_person_end(lexicon, list.text) == list.text.size())
      return split_each(lexicon, items_at(list, {{0, length(list.key)}}));
    auto parts = items_at(list, with_compounds_joined(lexicon, list, pieces_between(list, kDash)));
    return parts.size() > 1 ? parts : split_each(lexicon, std::move(parts));
  }
  return split_each(lexicon, items_at(line, {{0, length(line.key)}}));
}

/// Rule 1: lines and `<p>` blocks.
std::vector<Passage> lines_of(std::string_view nfc) {
  std::vector<Passage> out;
  const auto add = [&](std::size_t begin, std::size_t end) {
    Passage line = read_passage(
        nfc, ByteRange{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    if (!line.empty()) out.push_back(std::move(line));
  };
  std::size_t begin = 0;
  for (std::size_t at = 0; at < nfc.size(); ++at) {
    const std::string_view rest = nfc.substr(at);
    if (rest.front() != '\n' && !rest.starts_with("</p>") && !rest.starts_with("<br")) continue;
    add(begin, at);
    begin = at;
  }
  add(begin, nfc.size());
  return out;
}

/// "(Văn phòng Ban Chỉ đạo giúp Ban Chỉ đạo các cấp thu thập thông tin về …)": says something of
/// the agencies above it.
bool is_remark(const Passage& line) {
  constexpr std::size_t kFewestWords = 13;  // longer than the names in brackets of the lists
  return line.key.starts_with('(') && trimmed(line).key.ends_with(')') &&
         count_words(line.text) >= kFewestWords;
}

}  // namespace

std::vector<AgencyItem> split_agency_list(const Lexicon& lexicon, std::string_view nfc) {
  ItemList out;
  for (const Passage& line : lines_of(nfc)) {
    if (!out.empty() && is_remark(line)) continue;
    append(out, split_line(lexicon, up_to_verb(lexicon, strip_name_specks(line))));
  }
  return out;
}

}  // namespace codau::document
