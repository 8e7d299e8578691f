#include "document/agencies/agency.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "../support/lexicon.h"
#include "document/agencies/gazetteer.h"
#include "document/words/passage.h"

namespace codau::document {
namespace {

const AgencyContext kCommune{AgencyLevel::kCommune, "Ủy ban nhân dân xã An Bình", "xã An Bình",
                             "2024-06-30"};

std::string show(const std::vector<AgencyMention>& all) {
  std::string out;
  for (const AgencyMention& one : all) out += (out.empty() ? "" : " + ") + one.raw;
  return out;
}

std::vector<AgencyMention> split(std::string_view text, AgencyContext context = kCommune) {
  context.lexicon = own_lexicon();
  return split_agencies(text, AgencyRole::kLead, context);
}

TEST(Agencies, AreNeverNamedBySignsAlone) {
  for (const char* text : {",––– - ...", "––– , ––– ,", "– ; ()", "; ––– ;–––"})
    EXPECT_TRUE(split(text).empty()) << text;
}

struct Case {
  const char* text;
  const char* expected;
};

class AgencyList : public testing::TestWithParam<Case> {};

TEST_P(AgencyList, Splits) {  // 7.5, 7.6
  EXPECT_EQ(show(split(GetParam().text)), GetParam().expected) << GetParam().text;
}

// Standards 7.5, rule by rule, then 7.8 and 13.9.
INSTANTIATE_TEST_SUITE_P(
    Rules, AgencyList,
    testing::Values(
        Case{"<p>Văn hóa và Thông tin</p> <p>Văn phòng HĐND-UBND</p>",
             "Văn hóa và Thông tin + Văn phòng HĐND-UBND"},
        Case{"- Văn phòng\n- Tư pháp", "Văn phòng + Tư pháp"},
        Case{"Sở Nội vụ; Sở Tài chính", "Sở Nội vụ + Sở Tài chính"},
        Case{"- Văn hóa xã hội - Văn phòng", "Văn hóa xã hội + Văn phòng"},
        Case{"- Phòng Quản lý đô thị huyện - Địa chính xã",
             "Phòng Quản lý đô thị huyện + Địa chính xã"},
        Case{"- Văn hóa - Thông tin", "Văn hóa - Thông tin"},
        Case{"- Phòng Tài chính - Kế hoạch - Phòng Nội vụ",
             "Phòng Tài chính - Kế hoạch + Phòng Nội vụ"},
        Case{"- Văn phòng", "Văn phòng"}, Case{"Tài chính - Kế hoạch", "Tài chính - Kế hoạch"},
        Case{"Tài chính – Kế hoạch", "Tài chính – Kế hoạch"},
        Case{"Địa chính - Tài nguyên và Môi trường", "Địa chính - Tài nguyên và Môi trường"},
        Case{"Lao động, Thương binh và Xã hội", "Lao động, Thương binh và Xã hội"},
        Case{"Tài chính kế toán", "Tài chính kế toán"},
        Case{"Văn phòng HĐND-UBND", "Văn phòng HĐND-UBND"},
        Case{"Văn phòng - Thống kê, Văn hóa", "Văn phòng - Thống kê + Văn hóa"},
        Case{"Sở Tài chính, Sở Giáo dục và Đào tạo và UBND các huyện",
             "Sở Tài chính + Sở Giáo dục và Đào tạo + UBND các huyện"},
        Case{"Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch"},
        Case{"Vụ Thống kê Dân số và Lao động", "Vụ Thống kê Dân số và Lao động"},
        Case{"Công an xã và Tư pháp", "Công an xã + Tư pháp"},
        Case{"Phòng Hợp tác quốc tế và Truyền thông", "Phòng Hợp tác quốc tế và Truyền thông"},
        Case{"Phòng Hành chính và Bổ trợ tư pháp; Phòng Đào tạo và Kế toán",
             "Phòng Hành chính và Bổ trợ tư pháp + Phòng Đào tạo và Kế toán"},
        Case{"Cục Chứng thực số và Bảo mật thông tin", "Cục Chứng thực số và Bảo mật thông tin"},
        Case{"Phòng Truyền thông và Phát triển đối tượng và Phòng Kế toán",
             "Phòng Truyền thông và Phát triển đối tượng + Phòng Kế toán"},
        Case{"Báo và Đài Phát thanh, Truyền hình, Sở Y tế",
             "Báo và Đài Phát thanh, Truyền hình + Sở Y tế"},
        Case{"Phòng Cấp sổ, thẻ, Phòng Nội vụ", "Phòng Cấp sổ, thẻ + Phòng Nội vụ"},
        Case{"Phòng Nội vụ và Tư pháp", "Phòng Nội vụ + Tư pháp"},
        Case{"Phòng Nội vụ, Tư pháp và Thanh tra", "Phòng Nội vụ + Tư pháp + Thanh tra"},
        Case{"Phòng Tài chính và Văn phòng", "Phòng Tài chính + Văn phòng"},
        Case{"Phòng Nghiệp vụ và các đơn vị liên quan", "Phòng Nghiệp vụ + các đơn vị liên quan"},
        Case{"Sở Y tế và Công an tỉnh", "Sở Y tế + Công an tỉnh"},
        Case{"Sở Y tế và Nội vụ", "Sở Y tế + Nội vụ"},
        Case{"Thanh tra Sở Giao thông vận tải", "Thanh tra Sở Giao thông vận tải"},
        Case{"Văn phòng Công đoàn các khu công nghiệp", "Văn phòng Công đoàn các khu công nghiệp"},
        Case{"Công đoàn Khu kinh tế Vũng Áng và các KCN",
             "Công đoàn Khu kinh tế Vũng Áng và các KCN"},
        Case{"- Tòa án nhân dân khu vực 1 - Lâm Đồng - Công an tỉnh",
             "Tòa án nhân dân khu vực 1 - Lâm Đồng + Công an tỉnh"},
        Case{"- Tòa án nhân dân khu vực 1 - Công an tỉnh",
             "Tòa án nhân dân khu vực 1 + Công an tỉnh"},
        Case{
            "Ủy ban Mặt trận Tổ quốc Việt Nam thị trấn và các tổ chức chính trị - xã hội thị trấn:",
            "Ủy ban Mặt trận Tổ quốc Việt Nam thị trấn + các tổ chức chính trị - xã hội thị trấn"},
        Case{"Các thôn, tổ dân phố", "Các thôn, tổ dân phố"},
        Case{"VP, CM, TTCM, GV", "VP + CM + TTCM + GV"},
        Case{"BGH, Kế toán, TV", "BGH + Kế toán + TV"}, Case{"GV& HS lớp 5", "GV + HS lớp 5"},
        Case{"Phòng GD&ĐT", "Phòng GD&ĐT"},
        Case{"Bộ phận TH, 6 trường TH", "Bộ phận TH + 6 trường TH"},
        Case{"Bộ phận GDDT, TH Lê Lợi, MN Sơn Ca", "Bộ phận GDDT + TH Lê Lợi + MN Sơn Ca"},
        Case{"các sở, ban, ngành", "các sở, ban, ngành"},
        Case{"Các Ban, ngành, đoàn thể xã", "Các Ban, ngành, đoàn thể xã"},
        Case{"Tư pháp Văn hóa", "Tư pháp + Văn hóa"},
        Case{"Tư pháp Địa chính", "Tư pháp + Địa chính"}, Case{"Lao động TBXH", "Lao động TBXH"},
        Case{"~ Tư pháp", "Tư pháp"},
        // also Địa chính + Nông nghiệp + Tư pháp: not unique
        Case{"Địa chính Nông nghiệp Tư pháp", "Địa chính Nông nghiệp Tư pháp"},
        Case{"Nhà máy nước, Công ty Môi trường", "Nhà máy nước, Công ty Môi trường"},
        Case{"Sở Y tế, Các bệnh viện và trung tâm y tế có giường bệnh",
             "Sở Y tế + Các bệnh viện và trung tâm y tế có giường bệnh"},
        Case{"Sở TT&TT phối hợp với các sở, UBND các huyện", "Sở TT&TT"},
        Case{"Sở TT&TT và UBND các huyện", "Sở TT&TT + UBND các huyện"},
        Case{"Sở Giáo dục và Đào tạo, Y tế, Công Thương",
             "Sở Giáo dục và Đào tạo + Y tế + Công Thương"},
        Case{"Các Sở: Tài chính, Y tế và Nội vụ", "Tài chính + Y tế + Nội vụ"},
        Case{"Văn phòng UBND tỉnh (Trung tâm Công báo, Phòng Nội chính), Sở Y tế",
             "Văn phòng UBND tỉnh (Trung tâm Công báo, Phòng Nội chính) + Sở Y tế"},
        Case{"Sở Y tế (cơ quan thường trực)", "Sở Y tế"},
        Case{"Cô Quàng Thị Xuân (nhân viên y tế)", "Cô Quàng Thị Xuân (nhân viên y tế)"},
        Case{"Báo Tài nguyên và Môi trường", "Báo Tài nguyên và Môi trường"},
        Case{"Tài nguyên và Môi trường Tư pháp", "Tài nguyên và Môi trường + Tư pháp"},
        Case{"Đại tá Huỳnh Bá Lương, Phó Giám đốc Công an tỉnh, Ủy viên",
             "Đại tá Huỳnh Bá Lương, Phó Giám đốc Công an tỉnh, Ủy viên"},
        Case{"Cán bộ thủy lợi (ông Bảy)", "Cán bộ thủy lợi (ông Bảy)"},
        Case{"HTX Dịch vụ Tân Phú, HTX Chăn nuôi Hòa Bình",
             "HTX Dịch vụ Tân Phú + HTX Chăn nuôi Hòa Bình"},
        Case{"Thầy Hồ Văn Nam - nhân viên thư viện", "Thầy Hồ Văn Nam - nhân viên thư viện"},
        Case{"Bà Vũ Thị Lan, chuyên viên, ông Lê Hải, lái xe",
             "Bà Vũ Thị Lan, chuyên viên + ông Lê Hải, lái xe"},
        Case{"Ông Lê Văn Hải, theo dõi", "Ông Lê Văn Hải + theo dõi"},
        Case{"Ban Chỉ huy phòng, chống thiên tai xã, Công an xã",
             "Ban Chỉ huy phòng, chống thiên tai xã + Công an xã"},
        Case{"Trung tâm Văn hóa và Truyền thanh huyện, Phòng Nội vụ",
             "Trung tâm Văn hóa và Truyền thanh huyện + Phòng Nội vụ"},
        Case{"Bộ Y tế, cơ quan nhà nước có liên quan", "Bộ Y tế + cơ quan nhà nước có liên quan"},
        Case{"Ban Quản lý Khu kinh tế Dung Quất và các khu công nghiệp Quảng Ngãi",
             "Ban Quản lý Khu kinh tế Dung Quất và các khu công nghiệp Quảng Ngãi"},
        Case{"Ban Công nghệ, chuyển đổi số và tự động hóa",
             "Ban Công nghệ, chuyển đổi số và tự động hóa"},
        Case{"Ban Thường vụ Huyện đoàn", "Ban Thường vụ Huyện đoàn"}, Case{"", ""},
        Case{"Đ/c Lê Văn An, Đ/c Hồ Thị Nga", "Đ/c Lê Văn An + Đ/c Hồ Thị Nga"},
        Case{"Ông Lê An - Trưởng ban và bà Hồ Nga, Phó Trưởng ban",
             "Ông Lê An - Trưởng ban + bà Hồ Nga, Phó Trưởng ban"},
        Case{"Bà Rơ Lan H'Nhiên", "Bà Rơ Lan H'Nhiên"},
        Case{"Đ/c Y’Thương Niê và đ/c H'Loan Êban", "Đ/c Y’Thương Niê + đ/c H'Loan Êban"},
        Case{"UBND xã, nhà thầu", "UBND xã + nhà thầu"},
        Case{"UBND xã và nhà tài trợ", "UBND xã + nhà tài trợ"},
        Case{"Các sở, ngành, nhà thầu", "Các sở, ngành, nhà thầu"},
        Case{"Thủ quỹ Võ Thị Nga, Trạm Y tế", "Thủ quỹ Võ Thị Nga + Trạm Y tế"},
        Case{"Bà Võ Thị Nga, Trạm Y tế, UBND xã, ông Lê Kha",
             "Bà Võ Thị Nga + Trạm Y tế + UBND xã + ông Lê Kha"},
        Case{"Bà Võ Thị Nga - Trạm Y tế", "Bà Võ Thị Nga - Trạm Y tế"},
        Case{"Khoa, phòng liên quan", "Khoa, phòng liên quan"},
        Case{"trưởng phòng GDĐT các quận, huyện, thủ trưởng các đơn vị, trường học",
             "trưởng phòng GDĐT các quận, huyện + thủ trưởng các đơn vị, trường học"},
        Case{"GVCN &TTCM", "GVCN + TTCM"},
        Case{"Bộ Y tế\n(Văn phòng Bộ giúp các vụ, cục thu thập thông tin về đê điều của các tỉnh)",
             "Bộ Y tế"},
        Case{"Bộ Y tế\n(Văn phòng Bộ)", "Bộ Y tế + (Văn phòng Bộ)"},
        Case{"Bs. Lê Văn An; Phòng Nội vụ", "Bs. Lê Văn An + Phòng Nội vụ"}, Case{" - ", ""}));

TEST(Agency, UnknownDashesAreFlagged) {  // 7.5.4
  EXPECT_EQ(split("Địa chính - Tài nguyên và Môi trường").front().reasons,
            (std::vector<std::string>{"AGENCY_UNKNOWN", "AGENCY_DASH_AMBIGUOUS"}));
  EXPECT_TRUE(split("Tài chính - Kế hoạch").front().reasons.empty());
}

TEST(Agency, TilesAreFlagged) {  // 7.5.7
  const auto found = split("Tư pháp Văn hóa");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[1].reasons, (std::vector<std::string>{"AGENCY_SPLIT_INFERRED"}));
  EXPECT_EQ(found[1].method, AgencyMethod::kTiling);
}

TEST(Agency, UnitsBelongToTheIssuer) {  // 7.2
  const AgencyMention office = split("- Văn phòng").front();
  EXPECT_EQ(office.level, AgencyLevel::kUnit);
  EXPECT_EQ(office.place, "xã An Bình");
  EXPECT_EQ(office.agency_name, "Văn phòng");
  const AgencyMention district = split("Phòng Nội vụ huyện").front();
  EXPECT_EQ(district.level, AgencyLevel::kDistrict);
  EXPECT_EQ(district.place, std::nullopt);
  EXPECT_EQ(split("Công an xã").front().agency_name, "Công an xã An Bình");
  EXPECT_EQ(split("Sở Nội vụ", {AgencyLevel::kProvince, "UBND tỉnh Hà Nam", "tỉnh Hà Nam", ""})
                .front()
                .agency_name,
            "Sở Nội vụ tỉnh Hà Nam");
}

TEST(Agency, AnOrganThatTheListLacksIsOfItsPlace) {
  const AgencyContext province{AgencyLevel::kProvince, "UBND tỉnh Hà Giang", "Hà Giang",
                               "2023-05-01"};
  const AgencyMention forest = split("Ban Quản lý rừng đặc dụng Du Già", province).front();
  EXPECT_EQ(forest.agency_name, "Ban Quản lý rừng đặc dụng Du Già tỉnh Hà Giang");
  EXPECT_EQ(forest.level, AgencyLevel::kProvince);
  EXPECT_TRUE(forest.reasons.empty());  // a name by its form
  EXPECT_FALSE(forest.needs_issuer);
  EXPECT_EQ(split("Ủy ban bầu cử xã").front().agency_name, "Ủy ban bầu cử xã An Bình");
  EXPECT_EQ(split("Phòng Nghiệp vụ", province).front().agency_name, std::nullopt);
  for (const char* const none :
       {"Giáo viên chủ nhiệm", "Tổ trưởng chuyên môn", "Trưởng xóm", "Nhân viên y tế",
        "Đồng chí Trần Văn An", "các phòng chuyên môn", "Tổ", "hội viên nông dân"})
    EXPECT_EQ(split(none, province).front().agency_name, std::nullopt) << none;
}

TEST(Agency, AUnitOfAnOrganIsToldByIt) {
  AgencyContext department{AgencyLevel::kProvince, "SỞ CÔNG THƯƠNG", "Thái Nguyên", "2023-05-01"};
  const AgencyMention office = split("Phòng Quản lý thương mại", department).front();
  EXPECT_EQ(office.agency_name, "Phòng Quản lý thương mại");
  EXPECT_EQ(office.level, AgencyLevel::kUnit);
  EXPECT_TRUE(office.is_inner && office.needs_issuer);
  EXPECT_TRUE(split("Văn phòng Sở", department).front().needs_issuer);
  // in a committee's plan its place tells it
  EXPECT_FALSE(split("Văn phòng").front().needs_issuer);
  // others are not units of whoever names them
  EXPECT_FALSE(split("Công an tỉnh", department).front().is_inner);
  EXPECT_FALSE(split("Công ty Cổ phần Đường bộ I", department).front().is_inner);
}

TEST(Agency, APlaceIsToldByWhatTheDocumentSpeaksOf) {
  const AgencyContext school{AgencyLevel::kDistrict, "TRƯỜNG THCS ĐẠI ÁNG", "Đại Áng",
                             "2024-09-20"};
  EXPECT_EQ(split("Công an xã", school).front().agency_name, "Công an xã Đại Áng");
  const AgencyContext party{AgencyLevel::kParty, "HUYỆN ỦY VÂN HỒ", "Vân Hồ", "2023-08-14"};
  EXPECT_EQ(split("UBND huyện", party).front().place, "huyện Vân Hồ");
  EXPECT_EQ(split("Ban Tuyên giáo Huyện ủy", party).front().agency_name,
            "Ban Tuyên giáo Huyện ủy Vân Hồ");
  EXPECT_EQ(split("Huyện ủy Châu Thành", party).front().agency_name, "Huyện ủy Châu Thành");
  EXPECT_EQ(split("Huyện ủy Châu Thành", party).front().place, "huyện Châu Thành");
  AgencyContext above{AgencyLevel::kProvince, "SỞ NÔNG NGHIỆP VÀ PTNT", "", "2023-06-12"};
  EXPECT_EQ(split("Chi cục Chăn nuôi và Thú y", above).front().agency_name, std::nullopt);
  above.governing_name = "UBND TỈNH QUẢNG NAM";
  EXPECT_EQ(split("Chi cục Chăn nuôi và Thú y", above).front().place, "tỉnh Quảng Nam");
}

TEST(Agency, AUnitWordInACapitalIsOne) {
  const AgencyContext commune{AgencyLevel::kCommune, "UBND xã Vân Hồ", "Vân Hồ", "2023-08-14", {},
                              "UBND HUYỆN VÂN HỒ"};
  const auto told = [&](const char* text) {
    const AgencyMention one = split(text, commune).front();
    return one.norm + " | " + one.agency_name.value_or("-");
  };
  EXPECT_EQ(told("UBND Tỉnh"), "Ủy ban nhân dân tỉnh | Ủy ban nhân dân tỉnh Sơn La");
  EXPECT_EQ(told("UBND TỈNH"), told("UBND tỉnh"));
  EXPECT_EQ(told("Công an Huyện"), told("Công an huyện"));
  EXPECT_EQ(told("Công an Xã"), told("Công an xã"));
  EXPECT_EQ(told("Phòng Y tế Thành Phố Vinh"), told("Phòng Y tế thành phố Vinh"));
  EXPECT_EQ(told("Phòng Y tế Huyện Mộc Châu (phối hợp)"),
            told("Phòng Y tế huyện Mộc Châu (phối hợp)"));
  EXPECT_EQ(told("Bảo hiểm Xã Hội huyện"), told("Bảo hiểm xã hội huyện"));
  for (const char* const other : {"Nhà xuất Bản Trẻ", "Ban chấp hành Huyện Đoàn"})
    EXPECT_EQ(split(other, commune).front().norm, other);
}

TEST(Agency, OfPlacesOfOneNameIsTheOneThatTheDocumentTells) {
  AgencyContext context{AgencyLevel::kCommune, "UBND xã Tân Lập", "Tân Lập", "2024-02-03"};
  const auto told = [&](const char* text) {
    const AgencyMention one = split(text, context).front();
    EXPECT_TRUE(one.above.empty() || !one.is_place_in_doubt);
    return one.is_place_in_doubt ? "?" : one.above;
  };
  EXPECT_EQ(told("UBND xã"), "?");
  EXPECT_EQ(split("UBND xã", context).front().agency_name, "Ủy ban nhân dân xã Tân Lập");
  context.governing_name = "UBND HUYỆN LỤC YÊN";
  EXPECT_EQ(told("UBND xã"), "huyện Lục Yên, tỉnh Yên Bái");
  EXPECT_EQ(told("Công an xã"), "huyện Lục Yên, tỉnh Yên Bái");
  EXPECT_EQ(split("UBND tỉnh", context).front().place, "tỉnh Yên Bái");
  context.governing_name.clear();
  context.named_places =
      find_named_places(own_lexicon(), fold("Kế hoạch của UBND Huyện Vũ Thư; tỉnh\n"));
  EXPECT_EQ(context.named_places, std::vector<std::string>{"huyen vu thu"});
  EXPECT_EQ(told("Công an xã"), "huyện Vũ Thư, tỉnh Thái Bình");
  context.named_places.emplace_back("huyen luc yen");
  EXPECT_EQ(told("Công an xã"), "?") << "of two";
  context.governing_name = "UBND HUYỆN LỤC YÊN";
  EXPECT_EQ(told("Công an xã"), "huyện Lục Yên, tỉnh Yên Bái") << "its head says more";
  EXPECT_EQ(told("UBND huyện Lục Yên"), "") << "the only one";
}

TEST(Agency, TheCityOfACentrallyRunCityIsItself) {  // 13.12
  const AgencyContext city{AgencyLevel::kProvince, "UBND thành phố Hải Phòng", "Hải Phòng",
                           "2025-09-12"};
  const AgencyMention committee = split("UBND thành phố", city).front();
  EXPECT_EQ(committee.agency_name, "Ủy ban nhân dân thành phố Hải Phòng");
  EXPECT_EQ(committee.level, AgencyLevel::kProvince);
  EXPECT_TRUE(committee.reasons.empty());
  const AgencyContext ward{AgencyLevel::kCommune, "UBND phường Hồng Bàng", "Hồng Bàng",
                           "2025-09-12"};
  EXPECT_EQ(split("HĐND thành phố", ward).front().place, "thành phố Hải Phòng");
  const AgencyContext province{AgencyLevel::kProvince, "UBND tỉnh Hưng Yên", "Hưng Yên",
                               "2024-09-12"};
  EXPECT_EQ(split("UBND thành phố", province).front().level, AgencyLevel::kDistrict);
}

TEST(Agency, HueIsCentrallyRunSince2025) {  // 13.12
  AgencyContext hue{AgencyLevel::kDistrict, "UBND thành phố Huế", "Huế", "2023-05-01"};
  EXPECT_EQ(split("UBND thành phố", hue).front().level, AgencyLevel::kDistrict);
  EXPECT_EQ(split("Sở Y tế, UBND thành phố Huế", hue).back().level, AgencyLevel::kDistrict);
  hue = {AgencyLevel::kProvince, "UBND thành phố Huế", "Huế", "2025-02-01"};
  EXPECT_EQ(split("UBND thành phố", hue).front().level, AgencyLevel::kProvince);
}

TEST(Agency, APersonIsNoUnknownAgency) {
  EXPECT_TRUE(split("Đồng chí Lê Văn An, Phó Chủ tịch UBND xã").front().reasons.empty());
  EXPECT_EQ(split("Ông Lê Văn An, kế toán, thủ quỹ").front().raw,
            "Ông Lê Văn An, kế toán, thủ quỹ");
  EXPECT_EQ(split("Ông Lê Văn An, cán bộ, công chức xã và các hội viên").front().raw,
            "Ông Lê Văn An");
}

TEST(Agency, AMisreadFormOfAddressIsNoPartOfAName) {
  EXPECT_EQ(show(split("Đíc: Lê Văn An - PCT")), "Lê Văn An - PCT");
  EXPECT_EQ(show(split("Dc: Lê Văn An, các trường")), "Lê Văn An + các trường");
  EXPECT_EQ(show(split("Đ/c: Lê Văn An")), "Đ/c: Lê Văn An");
}

TEST(Agency, ARemarkInBracketsBelowAListIsNone) {
  EXPECT_EQ(show(split("Ban Chỉ đạo tỉnh\n(Văn phòng Ban Chỉ đạo giúp Ban Chỉ đạo thu thập, xử lý "
                       "và cung cấp thông tin về đê).")),
            "Ban Chỉ đạo tỉnh");
}

TEST(Agency, ATradeBeforeTwoSyllablesIsNoPerson) {
  EXPECT_TRUE(split("Lái xe Mai Văn Linh").front().reasons.empty());
  for (const char* name : {"Lái xe Mai Linh", "Nhân viên Cao Bằng"})
    EXPECT_EQ(split(name).front().reasons, (std::vector<std::string>{"AGENCY_UNKNOWN"})) << name;
}

TEST(Agency, SuperiorsComeFromTheGazetteer) {  // 7.2
  const AgencyContext township{AgencyLevel::kCommune, "UBND thị trấn Ân Thi", "", "2024-01-18"};
  EXPECT_EQ(split("UBND huyện", township).front().agency_name, "Ủy ban nhân dân huyện Ân Thi");
  EXPECT_EQ(split("Phòng Nội vụ", township).front().place, "huyện Ân Thi");
  EXPECT_EQ(split("UBND quận", township).front().place, std::nullopt);
  EXPECT_EQ(split("Sở Nội vụ", township).front().place, "tỉnh Hưng Yên");
}

TEST(Agency, ThePlaceOfTheDateLineGetsItsUnitWord) {  // 7.2
  const AgencyContext department{AgencyLevel::kProvince, "Sở Nội vụ", "Hưng Yên", "2024-01-18"};
  EXPECT_EQ(split("Sở Tài chính", department).front().place, "tỉnh Hưng Yên");
  EXPECT_EQ(split("Văn phòng", department).front().place, "tỉnh Hưng Yên");
}

TEST(Agency, AProvinceMayStandWithoutItsUnitWord) {
  const auto found = split("Báo Hưng Yên, Đài PTTH Hưng Yên");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].agency_name, "Báo tỉnh Hưng Yên");
  EXPECT_EQ(found[1].agency_name, "Đài Phát thanh và Truyền hình tỉnh Hưng Yên");
  EXPECT_EQ(found[1].norm, "Đài Phát thanh và Truyền hình Hưng Yên");
}

/// The last mention of a list, seen on a day.
AgencyMention on_day(std::string_view text, const char* day) {
  return split(text, {AgencyLevel::kProvince, "UBND tỉnh Hưng Yên", "", day}).back();
}

TEST(Agency, NamesBehindOneHeadAreOfItsKind) {  // 7.5.6
  const AgencyMention health = on_day("Các Sở: Tài chính, Y tế", "2024-06-30");
  EXPECT_EQ(health.raw, "Y tế");
  EXPECT_EQ(health.norm, "Sở Y tế");
  EXPECT_EQ(health.agency_name, "Sở Y tế tỉnh Hưng Yên");
}

TEST(Agency, DepartmentsOfMarch2025) {  // 7.3
  const AgencyMention before = on_day("Sở Kế hoạch và Đầu tư", "2024-06-30");
  EXPECT_TRUE(before.reasons.empty());
  EXPECT_EQ(before.validity.valid_to, "2025-03-01");
  EXPECT_EQ(before.validity.successor, "Sở Tài chính");
  EXPECT_EQ(on_day("Sở Kế hoạch và Đầu tư", "2025-04-01").reasons,
            (std::vector<std::string>{"AGENCY_OUT_OF_TIME"}));
  EXPECT_EQ(on_day("Sở Nông nghiệp và Môi trường", "2024-06-30").reasons,
            (std::vector<std::string>{"AGENCY_OUT_OF_TIME"}));
  EXPECT_TRUE(on_day("Sở Nông nghiệp và Môi trường", "2025-04-01").reasons.empty());
  EXPECT_EQ(on_day("Bộ Thông tin và Truyền thông", "2024-06-30").validity.successor,
            "Bộ Khoa học và Công nghệ");
}

TEST(Agency, CentralOrgansHaveNoPlaceWhoeverNamesThem) {
  const AgencyContext department{AgencyLevel::kProvince, "Sở Nội vụ tỉnh Hà Giang", "tỉnh Hà Giang",
                                 "2024-06-30"};
  for (const AgencyContext& context : {kCommune, department}) {
    for (const char* name :
         {"Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương", "Ban Chấp hành Trung ương Đảng",
          "Ban Tổ chức Trung ương", "Ban Đối ngoại Trung ương", "Quân ủy Trung ương", "Chính phủ",
          "Quốc hội", "Bộ Nội vụ", "Chủ tịch Quốc hội"}) {
      const AgencyMention found = split(name, context).at(0);
      EXPECT_EQ(found.agency_name, name);
      EXPECT_EQ(found.level, AgencyLevel::kCentral) << name;
      EXPECT_EQ(found.place, std::nullopt) << name;
      EXPECT_EQ(found.validity, AgencyValidity()) << name;
      EXPECT_FALSE(found.is_inner) << name;
    }
  }
  EXPECT_NE(split("các tỉnh, thành phố trực thuộc Trung ương").at(0).level, AgencyLevel::kCentral);
}

TEST(Agency, DistrictsAndJoinedProvincesEndInJuly2025) {  // 7.3
  EXPECT_TRUE(on_day("UBND huyện Ân Thi", "2025-06-30").reasons.empty());
  EXPECT_EQ(on_day("UBND huyện Ân Thi", "2025-06-30").agency_name, "Ủy ban nhân dân huyện Ân Thi");
  EXPECT_EQ(on_day("UBND huyện Ân Thi", "2025-07-01").reasons,
            (std::vector<std::string>{"AGENCY_OUT_OF_TIME"}));
  const AgencyMention joined = on_day("UBND tỉnh Thái Bình", "2024-06-30");
  EXPECT_TRUE(joined.reasons.empty());
  EXPECT_EQ(joined.validity.valid_to, "2025-07-01");
  EXPECT_EQ(joined.validity.successor_place, "tỉnh Hưng Yên");
  EXPECT_EQ(on_day("UBND tỉnh Thái Bình", "2025-08-01").reasons,
            (std::vector<std::string>{"AGENCY_OUT_OF_TIME"}));
  EXPECT_TRUE(on_day("UBND tỉnh Hưng Yên", "2025-08-01").reasons.empty());
  EXPECT_TRUE(on_day("UBND thị trấn Ân Thi", "2024-01-18").reasons.empty());
  EXPECT_EQ(on_day("UBND thị trấn Ân Thi", "2025-08-01").reasons,
            (std::vector<std::string>{"AGENCY_OUT_OF_TIME"}));
}

TEST(Agency, OfficesOfCommunesBeginInJuly2025) {  // 7.3
  const AgencyContext after{AgencyLevel::kCommune, "UBND xã Ân Thi", "", "2025-08-01"};
  const AgencyMention office = split("Phòng Văn hóa - Xã hội", after).front();
  EXPECT_EQ(office.level, AgencyLevel::kCommune);
  EXPECT_TRUE(office.reasons.empty());
  EXPECT_EQ(office.validity.valid_from, "2025-07-01");
  const AgencyContext before{AgencyLevel::kDistrict, "UBND huyện Ân Thi", "", "2024-08-01"};
  EXPECT_EQ(split("Phòng Văn hóa - Xã hội", before).front().level, AgencyLevel::kDistrict);
}

TEST(Gazetteer, KnowsSinceWhenAndUntilWhen) {
  EXPECT_EQ(find_place_validity(own_lexicon(), "tỉnh Không Đâu"), std::nullopt);
  EXPECT_TRUE(find_place_validity(own_lexicon(), "tỉnh Hưng Yên")->since_reform);
  EXPECT_FALSE(find_place_validity(own_lexicon(), "tỉnh Thái Bình")->since_reform);
  EXPECT_EQ(find_place_validity(own_lexicon(), "huyện Ân Thi")->last_end, "2025-07-01");
  EXPECT_EQ(find_province_successor(own_lexicon(), "tỉnh Hải Dương"), "thành phố Hải Phòng");
  EXPECT_EQ(find_province_successor(own_lexicon(), "tỉnh Hưng Yên"), "");
}

TEST(Gazetteer, KnowsWhatLiesAboveAPlace) {
  const auto above = find_superiors(own_lexicon(), "Thị trấn Ân Thi", "2024-01-18");
  ASSERT_TRUE(above);
  EXPECT_EQ(above->district, "huyện Ân Thi");
  EXPECT_EQ(above->province, "tỉnh Hưng Yên");
  EXPECT_EQ(find_superiors(own_lexicon(), "thị trấn Ân Thi", "2025-07-01"),
            std::nullopt);  // abolished
  EXPECT_EQ(find_superiors(own_lexicon(), "xã Tân Tiến", "2024-01-18"),
            std::nullopt);  // there are many
  EXPECT_EQ(find_superiors(own_lexicon(), "xã Ân Thi", "2025-07-01")->district, "");
  EXPECT_EQ(find_superiors(own_lexicon(), "", ""), std::nullopt);
}

TEST(Agency, GroupsAreNeverExpanded) {  // 7.8
  for (const char* group : {"Các bộ phận chuyên môn", "Các đơn vị liên quan", "UBND các huyện"}) {
    const auto found = split(group);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].is_collective) << group;
    EXPECT_EQ(found[0].agency_name, std::nullopt);
    EXPECT_TRUE(found[0].reasons.empty());
  }
}

TEST(Agency, DistrictsEndInJuly2025) {  // 7.1, 7.3
  AgencyContext later = kCommune;
  later.as_of = "2025-07-01";
  EXPECT_EQ(split("Công an huyện Ân Thi", later).front().reasons,
            (std::vector<std::string>{"AGENCY_OUT_OF_TIME"}));
  EXPECT_TRUE(split("Công an huyện Ân Thi").front().reasons.empty());
}

TEST(Agency, AListThatNobodyWroteNamesNone) {
  const auto names = [](std::size_t n) {
    std::string out;
    for (std::size_t i = 0; i < n; ++i) out += "Sở Tài chính; ";
    return out;
  };
  EXPECT_EQ(split(names(kMaxAgencies)).size(), kMaxAgencies);
  EXPECT_TRUE(split(names(kMaxAgencies + 1)).empty());
}

TEST(Agency, NormalNames) {  // 7.7
  EXPECT_EQ(normalise_name(own_lexicon(), "UBND xã Thanh Liệt"), "Ủy ban nhân dân xã Thanh Liệt");
  EXPECT_EQ(normalise_name(own_lexicon(), "ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN"),
            "Ủy ban nhân dân tỉnh Hưng Yên");
  EXPECT_EQ(normalise_name(own_lexicon(), "UBND XÃ AN BÌNH"), "Ủy ban nhân dân xã An Bình");
  EXPECT_EQ(normalise_name(own_lexicon(), "UBND XÃ EA ĐAR"), "Ủy ban nhân dân xã Ea Đar");
  EXPECT_EQ(normalise_name(own_lexicon(), "VPUB: CVP, TTHC"), "VPUB: CVP, TTHC");
  EXPECT_EQ(normalise_name(own_lexicon(), "SỞ THÔNG TIN VÀ TRUYỀN THÔNG"),
            "Sở Thông tin và Truyền thông");
  EXPECT_EQ(normalise_name(own_lexicon(), "Văn hóa và Thông tin"), "Văn hóa và Thông tin");
  EXPECT_EQ(normalise_name(own_lexicon(), "Lao động TBXH"), "Lao động - Thương binh và Xã hội");
  EXPECT_EQ(normalise_name(own_lexicon(), "**Văn hóa – Thông tin**"), "Văn hóa - Thông tin");
  EXPECT_EQ(normalise_name(own_lexicon(), "Phòng Tài chính - kế hoạch huyện"),
            "Phòng Tài chính - Kế hoạch huyện");
  EXPECT_EQ(normalise_name(own_lexicon(), "TT.HĐND"), "Thường trực Hội đồng nhân dân");
  EXPECT_EQ(normalise_name(own_lexicon(), "Uỷ ban nhân dân xã An Bình"),
            "Ủy ban nhân dân xã An Bình");
}

TEST(Agency, TownshipsAndStandingCommitteesShareAnAbbreviation) {  // 7.4
  const AgencyContext township{AgencyLevel::kCommune, "UBND thị trấn An Bình", "thị trấn An Bình",
                               ""};
  EXPECT_EQ(split("TT.HĐND TT", township).front().norm, "Thường trực Hội đồng nhân dân thị trấn");
  EXPECT_EQ(split("TT Đảng ủy", township).front().norm, "Thường trực Đảng ủy");
}

TEST(Agency, LevelsOfOrgans) {  // 7.1
  EXPECT_EQ(infer_level(own_lexicon(), "UBND xã Thanh Liệt"), AgencyLevel::kCommune);
  EXPECT_EQ(infer_level(own_lexicon(), "ỦY BAN NHÂN DÂN THỊ TRẤN ÂN THI"), AgencyLevel::kCommune);
  EXPECT_EQ(infer_level(own_lexicon(), "UBND thị xã Hà Tiên"), AgencyLevel::kDistrict);
  EXPECT_EQ(infer_level(own_lexicon(), "Ủy ban nhân dân tỉnh Hưng Yên"), AgencyLevel::kProvince);
  EXPECT_EQ(infer_level(own_lexicon(), "UBND thành phố Hà Nội"), AgencyLevel::kProvince);
  EXPECT_EQ(infer_level(own_lexicon(), "UBND thành phố Vinh"), AgencyLevel::kDistrict);
  EXPECT_EQ(infer_level(own_lexicon(), "Sở Thông tin và Truyền thông"), AgencyLevel::kProvince);
  EXPECT_EQ(infer_level(own_lexicon(), "Bộ Nội vụ"), AgencyLevel::kCentral);
  EXPECT_EQ(infer_level(own_lexicon(), "Phòng Quản lý đô thị huyện"), AgencyLevel::kDistrict);
  EXPECT_EQ(infer_level(own_lexicon(), "Thường trực Đảng ủy"), AgencyLevel::kParty);
  EXPECT_EQ(infer_level(own_lexicon(), "Các thôn, tổ dân phố"), AgencyLevel::kVillage);
}

TEST(Agency, KnowsAgenciesFromOtherWords) {  // 7.5.6, 13.9
  for (const char* yes : {"Văn phòng", "Công chức Tư pháp thị trấn.",
                          "UBND cấp huyện:", "Các phòng, ban", "Sở Nội vụ chủ trì", "Tổ thẩm định",
                          "Sở Kế hoạch và Đầu tư, Sở Tài chính", "Đồng chí Lê Văn An - Chủ tịch"}) {
    EXPECT_TRUE(is_agency(own_lexicon(), yes)) << yes;
  }
  for (const char* no :
       {"Mục đích", "Số: /KH-UBND", "Số 07/KH-UBND", "So: 07/KH-UBND", "Tổ chức thực hiện",
        "Báo cáo kết quả", "Các giải pháp", "Xây dựng kế hoạch", "Hội nghị tập huấn",
        "Phòng, chống tham nhũng", "Sổ kế toán", "Bà con nông dân", "Ông bà", ""}) {
    EXPECT_FALSE(is_agency(own_lexicon(), no)) << no;
  }
}

TEST(Agency, SpecksOfABadPageAreNoPartOfAName) {
  for (const char* printed : {"‘UBND xã", "UBND xã |", "’ UBND xã", "UBND _ xã", "UBND’ xã",
                              "UBND xã?’", "ở UBND xã", "UBND xã —"}) {
    const auto mentions = split_agencies(printed, AgencyRole::kLead, {});
    ASSERT_EQ(mentions.size(), 1U) << printed;
    EXPECT_EQ(mentions.front().raw, "UBND xã");
  }
}

}  // namespace
}  // namespace codau::document
