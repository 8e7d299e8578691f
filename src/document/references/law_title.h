// document/references/law_title.h — finds laws that a text cites by their title (standards 3.11).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "document/words/form_patterns.h"

namespace codau::document {

/// Returns the places of titles of laws, codes, ordinances and the constitution: "Luật Đất đai",
/// "Luật bảo vệ môi trường năm 2020", "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính
/// phủ". Titles of the role "law_title" are known as a whole, whatever their words. Date and number
/// after a title do not belong to it. Law: the ranges ascend and never overlap.
[[nodiscard]] std::vector<ByteRange> find_law_titles(const Lexicon& lexicon, std::string_view nfc);

/// Returns a title without specks of a bad page: "Luật An toàn thông. tin mạng" → "Luật An toàn
/// thông tin mạng".
[[nodiscard]] std::string clean_title(std::string_view title);

}  // namespace codau::document
