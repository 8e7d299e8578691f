#include "document/agency_grammar.h"

#include <algorithm>
#include <string>
#include <vector>

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
  static const Words kVerbs = {
      "ap dung",      "bam sat",     "ban giao",     "ban hanh",   "bao cao",      "bao dam",
      "bao duong",    "bao gom",     "bao quan",     "bao tri",    "bao ve",       "bau chon",
      "bien soan",    "bieu duong",  "bo nhiem",     "bo phieu",   "bo sung",      "bo tri",
      "boi duong",    "cai tao",     "cam ket",      "cam moc",    "cam on",       "can cu",
      "can doi",      "can tap",     "can thiep",    "canh gac",   "cap cuu",      "cap giay",
      "cap kinh",     "cap lai",     "cap nhat",     "cap phep",   "cat cu",       "cat to",
      "cham cong",    "cham diem",   "cham dut",     "cham soc",   "chan chinh",   "chap thuan",
      "chi dao",      "chi dinh",    "chi duoc",     "chi tra",    "chia se",      "chieu phim",
      "chiu trach",   "cho phep",    "cho y",        "chot chan",  "chu dong",     "chu tri",
      "chuan bi",     "chuan hoa",   "chuc mung",    "chung tay",  "chup anh",     "chuyen den",
      "chuyen doi",   "chuyen giao", "chuyen ho",    "co nhiem",   "co quyen",     "co the",
      "co trach",     "co van",      "co y",         "coi thi",    "cong bo",      "cong khai",
      "cong nhan",    "cu can",      "cu cong",      "cu dai",     "cu nguoi",     "cung cap",
      "cung co",      "cung phoi",   "cuong che",    "dac biet",   "dam bao",      "dan dau",
      "dan den",      "dang anh",    "dang bai",     "dang hoa",   "dang ky",      "dang tai",
      "dang thong",   "dang tin",    "danh gia",     "dao tao",    "dat muc",      "dau thau",
      "dau tranh",    "day manh",    "day nhanh",    "de nghi",    "de xuat",      "di doi",
      "dich thuat",   "diem danh",   "dien tap",     "dieu chinh", "dieu hanh",    "dieu phoi",
      "dieu tra",     "dieu tri",    "dinh ki",      "dinh ky",    "do dac",       "do ve",
      "doi moi",      "doi thoai",   "doi voi",      "don dep",    "don doan",     "don doc",
      "don tiep",     "don ve",      "dong gop",     "dong thoi",  "dong vien",    "dua tin",
      "dua vao",      "dung clip",   "dung phim",    "duy tri",    "gan voi",      "ghi nhan",
      "giai cuu",     "giai dap",    "giai ngan",    "giai quyet", "giai toa",     "giai trinh",
      "giam nghe",    "giam sat",    "giang day",    "giao ban",   "giao chi",     "giao cho",
      "giao ket",     "giao nhiem",  "gop phan",     "gop suc",    "gop y",        "ha ngam",
      "hang nam",     "hang ngay",   "hang quy",     "hang thang", "hang tuan",    "hien mau",
      "ho tro",       "hoan thanh",  "hoan thien",   "hoi dap",    "hop ban",      "hop giao",
      "huong dan",    "huong ung",   "huy dong",     "in an",      "ke khai",      "keo dai",
      "ket noi",      "keu goi",     "khac phuc",    "khai thac",  "kham benh",    "kham suc",
      "khan truong",  "khao sat",    "khen thuong",  "khoi cong",  "khu khuan",    "khu trung",
      "khuyen khich", "kiem diem",   "kiem tra",     "kien nghi",  "kien toan",    "kip thoi",
      "ky ket",       "lam dau",     "lap bien",     "lap dat",    "lay mau",      "lay phieu",
      "lay y",        "len danh",    "len ke",       "len phuong", "lien he",      "lien ket",
      "long ghep",    "lua chon",    "luu giu",      "luu tru",    "luu y",        "mit tinh",
      "mo cac",       "mo chuyen",   "mo dot",       "mo lop",     "mo rong",      "mo thau",
      "moi goi",      "mua sam",     "nam bat",      "nang cao",   "nang cap",     "nao vet",
      "neu cao",      "neu guong",   "ngan chan",    "nghiem thu", "nghiem tuc",   "nghien cuu",
      "nhac nho",     "nhan bao",    "nhan duoc",    "nhan ho",    "nhan ket",     "nhan rong",
      "nhan va",      "nhan xet",    "nhanh chong",  "nhap du",    "nhap lieu",    "niem yet",
      "nop bao",      "nop ho",      "nuoi duong",   "on tap",     "phan anh",     "phan bo",
      "phan cap",     "phan cong",   "phan dau",     "phan loai",  "phan tich",    "phat dong",
      "phat hanh",    "phat hien",   "phat huy",     "phat qua",   "phat song",    "phat thuong",
      "phat to",      "phat trien",  "phe chuan",    "phe duyet",  "pho bien",     "phoi hop",
      "phong ngua",   "phu hop",     "phu trach",    "phuc vu",    "quan ly",      "quan tam",
      "quan triet",   "quang ba",    "quay phim",    "quet don",   "quy dinh",     "quy hoach",
      "quy tap",      "quyen gop",   "quyet dinh",   "quyet toan", "ra de",        "ra quan",
      "ra quyet",     "ra soat",     "ra thong",     "ra van",     "rao soat",     "rut kinh",
      "sam tham",     "sam trien",   "sang loc",     "sap xep",    "so hoa",       "so ket",
      "so tan",       "soan thao",   "su dung",      "sua chua",   "sua doi",      "sua sang",
      "tang cuong",   "tang qua",    "tao dieu",     "tap huan",   "tap trung",    "tham dinh",
      "tham du",      "tham gia",    "tham hoi",     "tham muu",   "tham van",     "thanh lap",
      "thanh ly",     "thanh toan",  "thao do",      "thao luan",  "thap huong",   "thay the",
      "theo doi",     "thi cong",    "thi diem",     "thong bao",  "thong ke",     "thong nhat",
      "thong qua",    "thu gom",     "thu hoi",      "thu nop",    "thu phi",      "thu thap",
      "thu tien",     "thuc day",    "thuc hanh",    "thuc hien",  "thuong truc",  "thuong xuyen",
      "thuyet minh",  "tich cuc",    "tich hop",     "tiem chung", "tiem phong",   "tien hanh",
      "tiep cong",    "tiep nhan",   "tiep thu",     "tiep tuc",   "tiet kiem",    "tim kiem",
      "to chuc",      "to giac",     "toi uu",       "tong hop",   "tong ket",     "tong ra",
      "tong ve",      "tra loi",     "tran trong",   "trang bi",   "trao doi",     "trien khai",
      "trien lam",    "trinh bay",   "trong cay",    "trong rung", "trong vong",   "truc ban",
      "truc chot",    "truc tiep",   "trung cau",    "truy quet",  "truyen thong", "tuan tra",
      "tuyen chon",   "tuyen dung",  "tuyen truyen", "ung dung",   "ung ho",       "ung pho",
      "uu tien",      "uy quyen",    "van chuyen",   "van dong",   "van dung",     "van hanh",
      "vao cuoc",     "vao so",      "ve sinh",      "ve tranh",   "viet bai",     "vinh danh",
      "vua thuc",     "xac dinh",    "xac lap",      "xac minh",   "xac nhan",     "xay dung",
      "xay lap",      "xem xet",     "xet duyet",    "xin y",      "xu ly",        "xu phat"};
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
    return before == "cac" || before == "nhung" || next.empty() || kOfGroups.contains(next);
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
