// What names of bodies, units and posts look like, and what does not.
#include "document/agencies/name_form.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "../support/lexicon.h"
#include "document/agencies/agency.h"

namespace codau::document {
namespace {

TEST(NameForm, NamesOfBodiesUnitsAndPosts) {
  for (const char* const name : {
           "Trạm Y tế xã An Bình",
           "Phòng Văn hóa - Xã hội",
           "Công ty Điện lực Kiên Giang",
           "Đoàn Thanh niên",
           "Cục Biến đổi khí hậu",
           "Ban Quản lý chợ Cầu Mới",
           "Bộ phận Tiếp nhận và trả kết quả",
           "Trung tâm Phục vụ hành chính công",
           "Văn phòng đăng ký đất đai",
           "Ban Chỉ huy phòng, chống thiên tai xã",
           "Ban Quản lý Khu kinh tế và các khu công nghiệp",
           "Ban Thực hiện dân chủ",
           "Trường Tiểu học Nguyễn Trãi",
           "Phó Chủ tịch Ủy ban nhân dân xã",
           "Tổ trưởng chuyên môn",
           "Giáo viên chủ nhiệm",
           "Công ty TNHH Nước sạch Hòa Lâm",
           "Ban QLDA đầu tư xây dựng",
           "Hội đồng Phổ biến, giáo dục pháp luật",
           "Đoàn kiểm tra liên ngành",
           "Công an xã Ea Khal",
           "Trạm y tế",
           "Ban Quản lý dự án đầu tư xây dựng huyện",
           "Nhân viên y tế học đường",
           "Kế toán Trường Mầm non",
       })
    EXPECT_TRUE(is_well_formed_name(own_lexicon(), name)) << name;
}

TEST(NameForm, FormsOfCapitalsAreInNoDoubt) {
  for (const char* const name : {"TTCM", "GV khối 3,4,5", "HS toàn trường"})
    EXPECT_FALSE(is_name_in_doubt(own_lexicon(), name, name)) << name;
  for (const char* const name : {"HAI", "XZ Lê", "T"})
    EXPECT_TRUE(is_name_in_doubt(own_lexicon(), name, name)) << name;
}

TEST(NameForm, WhatIsTornRunsOnOrIsNoName) {
  for (const char* const name : {
           "Cục Biến đổi",                       // the rest of the word is missing
           "Phó Chủ",                            //
           "Sở Y tế và",                         //
           "Trung tâm Văn hóa, Thể thao và",     //
           "Ban Thường vụ Tỉnh ủy tình",         // something follows
           "Trạm Y tế xã An Bình thiết",         //
           "Lãnh đạo Sở các chỉ tiêu chưa đạt",  //
           "Phòng Y tế chủ trì hội nghị",        // a clause
           "Công an xã được giao",               //
           "Sao Mai Xanh",                       // no head word
           "Địa chính",                          //
           "Nhân viên Cao Bằng",
           "Tram Y té xã",           // misread
           "Phòng Văn hóa?",         //
           "Phòng Văn hóa […]",      //
           "Trạm",                   // a head word alone
           "Hội nghị tổng kết",      // begins like a body
           "Phòng chống thiên tai",  //
           "",                       //
       })
    EXPECT_FALSE(is_well_formed_name(own_lexicon(), name)) << name;
}

TEST(NameForm, OnlyOddNamesAreAskedFor) {
  const AgencyContext context{AgencyLevel::kCommune, "UBND XÃ AN BÌNH", "xã An Bình", "2026-01-01",
                              own_lexicon()};
  for (const auto& [name, is_asked] : std::to_array<std::pair<const char*, bool>>({
           {"Trạm Y tế xã An Bình", false},
           {"Ban Quản lý chợ Cầu Mới", false},
           {"Bà Nguyễn Thị Lan", false},
           {"các thôn", false},
           {"Sao Mai Xanh", true},
           {"Ban Quản", true},
       })) {
    const auto found = split_agencies(name, AgencyRole::kLead, context);
    ASSERT_EQ(found.size(), 1U) << name;
    EXPECT_EQ(found.front().reasons == std::vector<std::string>{"AGENCY_UNKNOWN"}, is_asked)
        << name;
  }
}

}  // namespace
}  // namespace codau::document
