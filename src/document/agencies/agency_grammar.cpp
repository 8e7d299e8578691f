#include "document/agencies/agency_grammar.h"

#include <algorithm>
#include <string>
#include <vector>

#include "document/agencies/agency_data.h"
#include "text/data_table.h"

namespace codau::document {
namespace {

/// Words of grammar that no name goes on with, and the words before or behind them with which they
/// are something else: "về" and "bảo vệ", "tại" and "tài chính".
struct Ender {
  std::string_view word;
  Words not_before, not_behind;  ///< the next word, the word before
};

const Ender* ender(std::string_view key) {
  static const std::vector<Ender> kEnders = {
      {"de", {"dieu"}, {"van", "chuyen"}},
      {"trong", {"trot", "tai"}, {"cay", "gieo", "quan"}},
      {"theo", {}, {}},
      {"ngay", {}, {}},
      {"co", {"lien", "tham", "chuc", "so", "quan", "yeu", "phan", "khi", "dong", "giuong"}, {}},
      {"den", {}, {}},
      {"toi", {"cao", "pham"}, {}},
      {"ve", {"sinh"}, {"bao"}},
      {"khi", {"tuong"}, {"vu", "khong", "dau"}},
      {"neu", {}, {}},
      {"nham", {}, {}},
      {"tai", {"chinh", "nguyen", "san", "vu", "xe", "tro", "cho"}, {"van", "nhan", "thien"}},
      {"truoc", {}, {}},
      {"sau", {"dai"}, {}},
      {"tu", {"phap", "nhan", "van", "thuc", "thien", "tuc"}, {"dau", "vat", "cong"}},
      {"nhu", {"cau"}, {}},
      {"la", {}, {}},
      {"lam", {"nghiep", "sinh", "san"}, {"viec", "kiem"}},
      {"duoc", {"pham", "lieu"}, {"y"}},
      {"phai", {}, {}},
      {"da", {"khoa", "dang", "nganh"}, {}},
      {"se", {}, {}},
      {"khong", {"chuyen"}, {"hang", "phong"}},
      {"bang", {}, {}},
      {"qua", {}, {"ket", "hieu"}},
      {"ma", {}, {}},
      {"noi", {"vu", "chinh", "tru", "tiet", "khoa"}, {"ha", "xe"}},
      {"gui", {}, {}},
      {"giup", {"viec"}, {"tro"}},
      {"do", {"thi", "dac", "luong"}, {"thap", "hai", "toc", "che"}},
      {"lap", {}, {"doc", "cong", "thanh"}},
      {"trinh", {"do"}, {"chuong", "cong", "quy", "qua"}},
      {"giu", {}, {}},
      {"mua", {}, {}},
      {"treo", {}, {}},
      {"phun", {}, {}},
      {"trao", {}, {}},
      {"dua", {}, {"thi"}},
      {"rat", {}, {}},
      {"cho", {}, {"ly", "cac"}},
  };
  const auto found = std::ranges::find(kEnders, key, &Ender::word);
  return found == kEnders.end() ? nullptr : &*found;
}

}  // namespace

bool is_verb(std::string_view first, std::string_view second) {
  static const Words kVerbs = [] {
    const auto lines = text::table_lines(duty_verbs_tsv());
    return Words(lines.begin(), lines.end());
  }();
  return kVerbs.contains(std::string(first) + ' ' + std::string(second));
}

bool is_noun_here(std::string_view before_that, std::string_view before, std::string_view first,
                  std::string_view second, std::string_view next) {
  static const Words kHeads = {"quan", "vi",   "ban",  "doan",   "to",     "doi",
                               "tam",  "phan", "chuc", "tac",    "luong",  "bo",
                               "cuc",  "vien", "sach", "nghiep", "truong", "tram"};
  static const Words kNouns = {
      "chi dao",      "chi huy",    "quan ly",  "kiem tra",   "giam sat",     "thong ke",
      "tuyen truyen", "nghien cuu", "tong hop", "bao ve",     "truyen thong", "phat trien",
      "kinh doanh",   "san xuat",   "dieu tra", "tiep nhan",  "tham dinh",    "dao tao",
      "dau tu",       "dieu phoi",  "ung pho",  "chuyen doi", "tiep cong",    "dieu hanh"};
  static const Words kOfGroups = {"chinh", "doan", "hoi",  "ca",   "xa",    "dang",  "co",  "lien",
                                  "tin",   "ton",  "kinh", "phi",  "su",    "thanh", "dai", "quan",
                                  "truc",  "va",   "quoc", "nuoc", "ngoai", "khac",  "tu",  "khoa"};
  if (first == "to" && second == "chuc") {
    const bool is_joined = before.empty() || before == "va" || before == "hoac";
    return before == "cac" || before == "nhung" || next.empty() ||
           (is_joined && kOfGroups.contains(next));
  }
  return kHeads.contains(before) && before_that != "lien" &&
         kNouns.contains(std::string(first) + ' ' + std::string(second));
}

bool is_group_noun(std::string_view first, std::string_view second) {
  static const Words kOne = {"so",    "ban",    "nganh", "hoi",  "phong", "xa",  "phuong",
                             "huyen", "quan",   "thon",  "to",   "bo",    "khu", "phuong",
                             "ap",    "truong", "cuc",   "vien", "tinh",  "lang"};
  static const Words kTwo = {
      "doan the",  "co quan",    "don vi",      "dia phuong",   "to chuc",   "thi tran",
      "thi xa",    "dac khu",    "thanh pho",   "doanh nghiep", "cong ty",   "ca nhan",
      "co so",     "cap uy",     "chinh quyen", "chi hoi",      "chi doan",  "nha truong",
      "ho gia",    "luc luong",  "bo phan",     "cong chuc",    "vien chuc", "can bo",
      "tram y",    "truong hoc", "benh vien",   "trung tam",    "hop tac",   "nhan dan",
      "nguoi dan", "cong dong",  "khu dan",     "chi bo",       "dang uy",   "uy ban",
      "hoi dong",  "cong an",    "van phong",   "phong chuyen", "khu pho"};
  return kOne.contains(first) || kTwo.contains(std::string(first) + ' ' + std::string(second));
}

bool is_ender(std::string_view word, std::string_view next, std::string_view before) {
  const Ender* const found = ender(word);
  return found != nullptr && !found->not_before.contains(next) &&
         !found->not_behind.contains(before);
}

}  // namespace codau::document
