#include "document/agencies/gazetteer.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "document/agencies/agency_data.h"
#include "document/words/passage.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

/// One line of the list; parents are indices of lines before it.
struct Unit {
  std::string_view name, valid_from, valid_to;
  std::size_t district = 0, province = 0;  ///< 0 = none: line 0 is a comment
};

struct Gazetteer {
  std::vector<Unit> units{Unit{}};
  std::multimap<std::string, std::size_t> by_key;
  std::multimap<std::string, std::string_view> names;  ///< by key, with and without unit word
};

std::array<std::string_view, 4> cells_of(std::string_view line) {
  std::array<std::string_view, 4> out;
  for (std::string_view& cell : out) {
    const std::size_t tab = std::min(line.find('\t'), line.size());
    cell = line.substr(0, tab);
    line.remove_prefix(std::min(tab + 1, line.size()));
  }
  return out;
}

std::string_view without_unit(std::string_view name) {
  for (const std::string_view unit : {"Tỉnh ", "Thành phố ", "Quận ", "Huyện ", "Thị xã ",
                                      "Phường ", "Xã ", "Thị trấn ", "Đặc khu "}) {
    if (name.starts_with(unit)) return name.substr(unit.size());
  }
  return name;
}

Gazetteer build() {
  Gazetteer out;
  std::size_t district = 0, province = 0;
  const std::string_view tsv = places_tsv();
  for (std::size_t at = 0; at < tsv.size();) {
    const std::size_t end = std::min(tsv.find('\n', at), tsv.size());
    const auto [level, name, from, to] = cells_of(tsv.substr(at, end - at));
    at = end + 1;
    if (level != "P" && level != "D" && level != "C") continue;
    const std::size_t here = out.units.size();
    if (level == "P") province = district = 0;
    out.units.push_back({name, from, to, level == "C" ? district : 0, province});
    if (level == "P") province = here;
    if (level == "D") district = here;
    out.by_key.emplace(fold(name), here);
    out.names.emplace(fold(name), name);
    const std::string_view bare = without_unit(name);
    out.names.emplace(fold(bare), bare);
  }
  return out;
}

bool is_valid(const Unit& unit, std::string_view day) {
  return day.empty() || (unit.valid_from <= day && (unit.valid_to.empty() || day < unit.valid_to));
}

/// "Huyện Ân Thi" inside a sentence: "huyện Ân Thi".
std::string small(std::string_view name) {
  const std::size_t space = std::min(name.find(' '), name.size());
  return text::to_lower(name.substr(0, space)) + std::string(name.substr(space));
}

const Gazetteer& gazetteer() {
  static const Gazetteer kGazetteer = build();
  return kGazetteer;
}

}  // namespace

std::optional<Superiors> superiors_of(std::string_view place, std::string_view day) {
  const auto [begin, end] = gazetteer().by_key.equal_range(fold(place));
  std::optional<Superiors> out;
  for (auto found = begin; found != end; ++found) {
    const Unit& unit = gazetteer().units[found->second];
    const auto is_there = [&](std::size_t of) {
      return of == 0 || is_valid(gazetteer().units[of], day);
    };
    if (!is_valid(unit, day) || !is_there(unit.district) || !is_there(unit.province)) continue;
    Superiors above;
    if (unit.district != 0) above.district = small(gazetteer().units[unit.district].name);
    if (unit.province != 0) above.province = small(gazetteer().units[unit.province].name);
    if (out && *out != above) return std::nullopt;
    out = std::move(above);
  }
  return out;
}

std::optional<Validity> validity_of(std::string_view place) {
  const Gazetteer& list = gazetteer();
  const auto [begin, end] = list.by_key.equal_range(fold(place));
  std::optional<Validity> out;
  const auto add = [&](const Unit& unit) {
    if (!out) out.emplace();
    out->is_province = out->is_province || unit.province == 0;
    if (unit.valid_to.empty()) {
      out->since_reform = true;
    } else {
      out->before_reform = true;
      out->last_end = std::max(out->last_end, std::string(unit.valid_to));
    }
  };
  for (auto found = begin; found != end; ++found) add(list.units[found->second]);
  if (!out || !out->is_province) return out;
  const std::string bare = fold(without_unit(list.units[begin->second].name));
  for (const Unit& unit : list.units) {
    if (unit.province == 0 && !unit.name.empty() && fold(without_unit(unit.name)) == bare)
      add(unit);
  }
  return out;
}

std::string_view successor_of_province(std::string_view place) {
  using Pair = std::pair<std::string_view, std::string_view>;
  static constexpr std::array<Pair, 29> kJoined = {{
      {"tinh ha giang", "tỉnh Tuyên Quang"},
      {"tinh yen bai", "tỉnh Lào Cai"},
      {"tinh bac kan", "tỉnh Thái Nguyên"},
      {"tinh vinh phuc", "tỉnh Phú Thọ"},
      {"tinh hoa binh", "tỉnh Phú Thọ"},
      {"tinh bac giang", "tỉnh Bắc Ninh"},
      {"tinh thai binh", "tỉnh Hưng Yên"},
      {"tinh hai duong", "thành phố Hải Phòng"},
      {"tinh ha nam", "tỉnh Ninh Bình"},
      {"tinh nam dinh", "tỉnh Ninh Bình"},
      {"tinh quang binh", "tỉnh Quảng Trị"},
      {"tinh quang nam", "thành phố Đà Nẵng"},
      {"tinh kon tum", "tỉnh Quảng Ngãi"},
      {"tinh binh dinh", "tỉnh Gia Lai"},
      {"tinh ninh thuan", "tỉnh Khánh Hòa"},
      {"tinh dak nong", "tỉnh Lâm Đồng"},
      {"tinh binh thuan", "tỉnh Lâm Đồng"},
      {"tinh phu yen", "tỉnh Đắk Lắk"},
      {"tinh binh duong", "thành phố Hồ Chí Minh"},
      {"tinh ba ria - vung tau", "thành phố Hồ Chí Minh"},
      {"tinh binh phuoc", "tỉnh Đồng Nai"},
      {"tinh long an", "tỉnh Tây Ninh"},
      {"tinh soc trang", "thành phố Cần Thơ"},
      {"tinh hau giang", "thành phố Cần Thơ"},
      {"tinh ben tre", "tỉnh Vĩnh Long"},
      {"tinh tra vinh", "tỉnh Vĩnh Long"},
      {"tinh tien giang", "tỉnh Đồng Tháp"},
      {"tinh bac lieu", "tỉnh Cà Mau"},
      {"tinh kien giang", "tỉnh An Giang"},
  }};
  const std::string key = fold(place);
  const auto* const found = std::ranges::find(kJoined, key, &Pair::first);
  return found == kJoined.end() ? std::string_view{} : found->second;
}

std::optional<std::string> respelt_place(std::string_view nfc) {
  const auto [begin, end] = gazetteer().names.equal_range(fold(nfc));
  const std::string wanted = text::tone_key(nfc);
  std::optional<std::string_view> out;
  for (auto found = begin; found != end; ++found) {
    const std::string key = text::tone_key(found->second);
    if (key == wanted || (out && text::tone_key(*out) != key)) return std::nullopt;
    out = found->second;
  }
  return out ? std::optional<std::string>(*out) : std::nullopt;
}

}  // namespace codau::document
