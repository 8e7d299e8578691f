#include "document/agencies/agency_name.h"

#include <algorithm>
#include <array>
#include <vector>

#include "document/agencies/agency_lexicon.h"
#include "document/agencies/gazetteer.h"
#include "document/words/passage.h"
#include "document/words/pattern.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

/// Unit words behind a name, longest first, with or without their marks.
constexpr const char* kUnits =
    "thành phố|thanh pho|thị trấn|thi tran|đặc khu|dac khu|tổ dân phố|to dan pho|khu phố|khu pho|"
    "thị xã|thi xa|tỉnh|tinh|huyện|huyen|quận|xã|xa|phường|phuong|thôn|thon|ấp|bản";

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) out.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string joined(const std::vector<std::string>& words, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i) out += (out.empty() ? "" : " ") + words[i];
  return out;
}

std::string capitalised(std::string_view word) {
  if (word.empty()) return {};
  std::size_t first = 1;
  while (first < word.size() && (static_cast<unsigned char>(word[first]) & 0xC0U) == 0x80U) ++first;
  return text::to_upper(word.substr(0, first)) + std::string(word.substr(first));
}

std::string title_case(std::string_view text) {
  std::string out;
  for (const std::string& word : words_of(text::to_lower(text))) {
    out += (out.empty() ? "" : " ") + capitalised(word);
  }
  return out;
}

/// Dashes between spaces, one space between words, no marks at the ends.
std::string tidy(std::string_view nfc) {
  const Passage passage = read_passage(nfc, Bytes{0, static_cast<std::uint32_t>(nfc.size())});
  std::string out;
  for (std::size_t i = 0; i < passage.text.size(); ++i) {
    const std::string_view rest = std::string_view(passage.text).substr(i);
    const bool is_dash = rest.starts_with("–") || rest.starts_with("—");
    if (is_dash) i += 2;
    out += is_dash ? '-' : passage.text[i];
  }
  const auto is_mark = [](char c) {
    return std::string_view(" -.,;:/+*").find(c) != std::string_view::npos;
  };
  while (!out.empty() && is_mark(out.back())) out.pop_back();
  std::size_t begin = 0;
  while (begin < out.size() && is_mark(out[begin])) ++begin;
  return out.substr(begin);
}

std::string_view joined_by(char joint) {
  return joint == '.' ? " " : joint == '-' ? " - " : joint == '/' ? " / " : " và ";
}

/// One token with its abbreviation written out, also the parts of "HĐND-UBND" and "TT.HĐND".
std::string expanded(const std::string& token, bool first, bool township, bool& changed) {
  std::string bare = token;
  std::string tail;
  while (!bare.empty() && std::string_view(".,;:)").find(bare.back()) != std::string_view::npos) {
    tail.insert(tail.begin(), bare.back());
    bare.pop_back();
  }
  const auto take = [&](std::string_view word) {
    changed = true;
    return std::string(word) + tail;
  };
  if (bare == "TT") {  // 7.4: in front Thường trực, behind thị trấn when the issuer is one
    if (first) return take("Thường trực");
    return township ? take("thị trấn") : token;
  }
  if (const auto known = expansion(bare)) return take(*known);
  for (const char joint : {'-', '.', '/', '&'}) {
    const std::size_t at = bare.find(joint);
    if (at == std::string::npos || at == 0 || at + 1 == bare.size()) continue;
    bool inside = false;
    const std::string left = expanded(bare.substr(0, at), first, township, inside);
    const std::string right = expanded(bare.substr(at + 1), false, township, inside);
    if (inside) return take(left + std::string(joined_by(joint)) + right);
  }
  return token;
}

/// A name with its abbreviations written out.
struct Expanded {
  std::string text;
  bool changed = false;
  bool capitals = false;  ///< the words that are no abbreviations are printed in capitals
};

/// "CVP,", "TH": consonants alone stand for words, in a name in small letters too.
bool is_abbreviation(std::string_view token) {
  static const Pattern kConsonants(R"([^a-z]*[bcdghklmnpqrstvx]+[^a-z]*)");
  return kConsonants.fits(fold(token));
}

Expanded expand_all(std::string_view text, bool township) {
  Expanded out;
  std::string words;
  for (const std::string& token : words_of(text)) {
    bool changed = false;
    const std::string word = expanded(token, out.text.empty(), township, changed);
    out.text += (out.text.empty() ? "" : " ") + word;
    if (!changed && !is_abbreviation(token)) words += (words.empty() ? "" : " ") + token;
    out.changed = out.changed || changed;
  }
  out.capitals = count_words(words) > 1 && capital_share(words) > kAllCapitals;
  return out;
}

/// Tokens of `text` that make up the first `count` loose words.
std::size_t tokens_of(const std::vector<std::string>& tokens, std::size_t count) {
  std::size_t words = 0, n = 0;
  while (n < tokens.size() && words < count) words += loose_words(tokens[n++]).size();
  return words == count ? n : 0;
}

/// The rest of a name printed all in capitals: unit words small, names of places in title case.
std::string lowered_rest(std::string_view rest) {
  static const Pattern kUnit(std::string("(?:") + kUnits + ")(?: |$)");
  const std::string small = text::to_lower(rest);
  const auto unit = kUnit.at_start(small);
  if (!unit) return small;
  const std::string_view place = std::string_view(rest).substr(unit->whole().end);
  return small.substr(0, unit->whole().end) + title_case(place);
}

/// Known names as the list writes them (7.7); names all in capitals as a sentence would.
std::string spelled(const std::string& text, bool capitals) {
  const std::vector<std::string> tokens = words_of(text);
  const KnownPrefix known = known_prefix(loose_words(text));
  const std::size_t taken = known.name == nullptr ? 0 : tokens_of(tokens, known.words);
  const std::string rest = joined(tokens, taken, tokens.size());
  if (taken == 0) return capitals ? capitalised(text::to_lower(text)) : capitalised(text);
  const KnownAgency* const exact = exact_name(joined(tokens, 0, taken));
  std::string out = exact == nullptr ? known.name->name : exact->name;
  if (const char last = tokens[taken - 1].back(); !rest.empty() && (last == ',' || last == ';')) {
    out += last;
  }
  if (!rest.empty()) out += " " + (capitals ? lowered_rest(rest) : rest);
  return out;
}

/// "Báo Hưng Yên": a known name and a province without its unit word.
void take_province(NameParts& parts, std::string& name) {
  const KnownPrefix known = known_prefix(loose_words(name));
  const std::vector<std::string> tokens = words_of(name);
  const std::size_t taken = known.name == nullptr ? 0 : tokens_of(tokens, known.words);
  if (taken == 0 || taken == tokens.size() || !begins_with_capital(tokens[taken])) return;
  const std::string place = joined(tokens, taken, tokens.size());
  for (const char* unit : {"tỉnh", "thành phố"}) {
    const auto above = superiors_of(std::string(unit) + ' ' + place, "");
    if (!above || !above->province.empty()) continue;
    parts.unit = unit;
    parts.place = place;
    name = joined(tokens, 0, taken);
    return;
  }
}

}  // namespace

std::string written_out(std::string_view nfc, bool township) {
  const Expanded expanded = expand_all(tidy(nfc), township);
  return spelled(expanded.text, expanded.capitals);
}

NameParts name_parts(std::string_view nfc, bool township) {
  static const Pattern kStaff(
      R"((?:công chức|cong chuc|cán bộ|can bo) (?:phụ trách |chuyên môn )?)");
  static const Pattern kTail(
      std::string(" (") + kUnits +
      R"()( \p{Lu}[\p{L}'-]*(?: (?:\p{Lu}|\d)[\p{L}\d'-]*)*)? ?(?:[,(].*)?$)");
  NameParts out;
  const Expanded expanded = expand_all(tidy(nfc), township);
  out.is_expanded = expanded.changed;
  std::string name = expanded.text;
  if (const auto staff = kStaff.at_start(text::to_lower(name))) {
    out.is_staff = true;
    name = name.substr(staff->whole().end);
  }
  name = spelled(name, expanded.capitals);
  if (const auto tail = kTail.find(name); tail && known_name(name) == nullptr) {
    out.unit = tail->of(name, 1);
    if (tail->has(2)) out.place = std::string(tail->of(name, 2)).substr(1);
    name.resize(tail->whole().begin);
  }
  if (out.unit.empty()) take_province(out, name);
  out.core = spelled(name, false);
  return out;
}

bool is_known_name(std::string_view nfc) {
  const std::string core = name_parts(nfc, false).core;
  return known_name(core) != nullptr || is_compound(core);
}

Level level_of_unit(std::string_view unit, std::string_view place, std::string_view day) {
  static constexpr std::array<std::string_view, 7> kCentralCities = {
      "ha noi", "hai phong", "da nang", "can tho", "ho chi minh", "hue", "hcm"};
  const std::string key = fold(unit);
  if (key == "tinh") return Level::kProvince;
  if (key == "thanh pho") {
    const auto above = superiors_of("thành phố " + std::string(place), day);  // Huế: since 2025
    const bool central =
        above ? above->province.empty()
              : std::ranges::find(kCentralCities, fold(place)) != kCentralCities.end();
    return central ? Level::kProvince : Level::kDistrict;
  }
  if (key == "huyen" || key == "quan" || key == "thi xa") return Level::kDistrict;
  if (key == "xa" || key == "phuong" || key == "thi tran" || key == "dac khu")
    return Level::kCommune;
  if (key == "thon" || key == "to dan pho" || key == "khu pho" || key == "ap" || key == "ban") {
    return Level::kVillage;
  }
  return Level::kUnknown;
}

bool is_collective(std::string_view nfc) {
  static const Pattern kGroup(
      R"((?:^|[ (])(?:cac|nhung|toan the|tat ca|cap (?:huyen|xa|tinh|phong|co so))(?: |$)|)"
      R"((?:^| )(?:co )?lien quan$|)"
      R"( (?:xa|phuong|huyen|quan|thanh pho|thi xa),? (?:xa|phuong|thi tran|huyen|thi xa|dac khu|)"
      R"(thanh pho)(?:,|$))");
  return kGroup.find(fold(nfc)).has_value();
}

bool has_head_word(std::string_view nfc) {
  static const Pattern kHead(
      R"((?:so|phong|ban|cong an|ubnd|uy ban|hdnd|hoi dong|dang uy|thuong truc|van phong|dai|bao|hoi|)"
      R"(doan|trung tam|tram|cong chuc|bo phan|lanh dao|chi cuc|benh vien|thanh tra|truong|tinh doan|)"
      R"(huyen doan|thanh doan|to|ubmttq|mttq|mat tran|cuc|tong cuc|vu|kho bac|chi bo|dang bo|tinh uy|)"
      R"(huyen uy|thanh uy|quan uy|thi uy|vien|hoc vien|toa an|lien doan|lien minh|lien hiep|cong doan|)"
      R"(hiep hoi|bo|chinh phu|thu tuong|chu tich|pho|bi thu|chanh|giam doc|hieu truong|thu truong|)"
      R"(nguoi dung dau|can bo|bao hiem xa hoi|ngan hang|dien luc|buu dien|cong ty|tong cong ty|)"
      R"(tap doan|khoa|giao vien|dai doi|hop tac xa|nha truong|nha van hoa|cong thong tin|)"
      R"(hat kiem lam|don (?:bien phong|cong an)|cap uy|chinh quyen|khoi|)"
      R"(co quan (?:cong an|bao hiem|thue|quan su|thuong truc|chuyen mon|thi hanh an|mat tran|dang)|)"
      R"(doi (?:quan ly|thanh nien|kiem tra|trat tu|canh sat)|nhom|dang vien))"
      R"((?: |$|[.,;:-])|cac (?:phong|ban|so|co quan|don vi|bo phan|nganh|to chuc|doan the|xa|phuong|)"
      R"(huyen|thi |thon|to |truong|hoi|cong chuc|can bo|co so|doanh nghiep|thanh vien|khu|dia phuong|)"
      R"(bo|chi cuc|trung tam|benh vien|uy ban|dang uy|chi bo|cap uy|dong chi|vien|cuc|ubnd|hdnd|)"
      R"(thanh pho|quan |tinh|tram|doi |cap |lang|ap |tap doan|tong cong ty|nha truong|ngan hang|)"
      R"(hop tac xa|cong ty|chi nhanh|ho |ong |luc luong|van phong|quy |nhom|khoa|chu dau tu|phuong tien|)"
      R"(bao|dai |co so))");
  static const Pattern kNot(
      R"(so ?[:;./\d]|phong,|thanh tra,|lanh dao,|(?:)"
      R"(so (?:huu|lieu|luong|do|sanh|ket|bo|hoa|voi|cap|lan|dien|tien|nguoi|ho|don|ke (?:toan|khai))|)"
      R"(phong (?:chong|chay|trao|ngua)|)"
      R"(ban (?:hanh|do|be|dau|giao|sao|ke|tin|cung|quyen|ghi|mem|thuyet|cam|chat|than|cho|hang|le)|)"
      R"(bao (?:cao|dam|gom|ve|ton|quan|hiem y|hiem that|hanh|luc|duong|tri)|)"
      R"(hoi (?:nghi|thi|thao|hop|nhap|dap|y|chan|xuan|dien|dong nhan$)|doan (?:vien|ket)|)"
      R"(to (?:chuc|trinh|roi|cao|khai)|truong hop|)"
      R"(bo (?:tri|sung|may|ho so|luat|cong cu|tieu chi|chi so|cau hoi|tai lieu|mat|nhiem|qua)|)"
      R"(vien (?:chuc|phi|tro)|dai (?:hoi|bieu|dien|han|tra)|pho (?:bien|cap|bang)|)"
      R"(vu (?:viec|an|khi|mua|dong|xuan|he|lua)|nhom (?:chi|tieu|doi|noi)|cuc bo|)"
      R"(khoa (?:hoc|dao|luan|can)|chanh (?:dang|sach)|khoi (?:luong|cong|phuc|nghiep)|)"
      R"(hoi dong nhan$)(?:[^a-z]|$))");
  static const Pattern kNumber(R"((?:Số|SỐ|số)[^\p{L}])");  // folds like "Sở"
  // Words that fold like others ("đội" and "đối") or are common without a name behind them.
  static const Pattern kOrgan(
      R"((?:[Cc]ơ quan|[Cc]o quan|CƠ QUAN|CO QUAN|[Hh]ạt|HẠT|[Đđ]ồn|ĐỒN|(?:[Hh]ải )?[Đđ]ội|ĐỘI|)"
      R"([Tt]iểu đoàn|[Tt]rung đoàn|[Ll]ữ đoàn|[Ss]ư đoàn|[Qq]uân khu|[Nn]gành|[Cc]hi nhánh|[Tt]rại|)"
      R"([Xx]í nghiệp|[Nn]hà máy|[Cc]ảng vụ|[Vv]ườn quốc gia|[Kk]hu bảo tồn|[Ll]âm trường|)"
      R"([Nn]ông trường|[Qq]uỹ) (?:\p{Lu}|\d))");
  const std::string key = fold(nfc);
  if (kOrgan.at_start(nfc)) return true;
  return kHead.at_start(key) && !kNot.at_start(key) && !kNumber.at_start(nfc);
}

}  // namespace codau::document
