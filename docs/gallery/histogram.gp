# A chart by govfig, for gnuplot 5.2 or later.
set encoding utf8
set datafile separator tab
data = './histogram.tsv'
font_family = 'WenQuanYi Micro Hei'
font_title = font_family . ',20'
dot = 0.75
font_text = font_family . ',13'
font_label = font_family . ',12'
font_small = font_family . ',11'
set terminal svg noenhanced size 900,512 background '#ffffff' font font_text
set output './histogram.svg'

# Places in pixels, from the left and from the top.
X(x) = x / 900.0
Y(y) = 1 - y / 512.0
set lmargin at screen X(74)
set rmargin at screen X(858)
set tmargin at screen Y(90)
set bmargin at screen Y(450)

unset key
set border 0
set tics scale 0
unset xtics
unset ytics
set label 1 '每笔罚款有多大' at screen X(18), screen Y(30) left font font_title textcolor rgb '#1a1a1a'
set label 2 '数字个数 · 数额 · 实际 · 单位：万元' at screen X(18), screen Y(56) left font font_text textcolor rgb '#666666'
set label 3 '来源：督察通报（虚构）' at screen X(18), screen Y(492) left font font_small textcolor rgb '#777777'

set xrange [6200:1246400]
set xtics ('50' 500000, '100' 1000000) scale 0 font font_label textcolor rgb '#666666'
set yrange [0:1]
set ytics ('0' 0, '5' 0.194, '10' 0.388, '15' 0.582, '20' 0.776, '25' 0.97) scale 0 font font_label textcolor rgb '#666666'
set grid ytics back linetype 1 linewidth 1 linecolor rgb '#e3e3e3'
set arrow 1 from screen X(74), screen Y(450) to screen X(858), screen Y(450) nohead front linewidth 1 linecolor rgb '#555555'
plot data index 0 using (($1 + $2) / 2):4:1:2:3:4 with boxxyerror fillstyle solid border rgb '#ffffff' linewidth 0.5 linecolor rgb '#1f6fb0'
