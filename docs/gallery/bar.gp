# A chart by govfig, for gnuplot 5.2 or later.
set encoding utf8
set datafile separator tab
data = './bar.tsv'
font_family = 'WenQuanYi Micro Hei'
font_title = font_family . ',20'
dot = 0.75
font_text = font_family . ',13'
font_label = font_family . ',12'
font_small = font_family . ',11'
set terminal svg noenhanced size 900,500 background '#ffffff' font font_text
set output './bar.svg'

# Places in pixels, from the left and from the top.
X(x) = x / 900.0
Y(y) = 1 - y / 500.0
set lmargin at screen X(81)
set rmargin at screen X(830)
set tmargin at screen Y(78)
set bmargin at screen Y(438)

unset key
set border 0
set tics scale 0
unset xtics
unset ytics
set label 1 '2025年地区生产总值' at screen X(18), screen Y(30) left font font_title textcolor rgb '#1a1a1a'
set label 2 '数额 · 实际 · 单位：亿元' at screen X(18), screen Y(56) left font font_text textcolor rgb '#666666'
set label 3 '来源：各市政府工作报告（虚构）' at screen X(18), screen Y(480) left font font_small textcolor rgb '#777777'

set xrange [0:770763420000]
set xtics ('0' 0, '2,000' 200000000000, '4,000' 400000000000, '6,000' 600000000000) scale 0 font font_label textcolor rgb '#666666'
set yrange [12.5:0.5]
set grid xtics back linetype 1 linewidth 1 linecolor rgb '#e3e3e3'
set arrow 1 from 0, graph 0 to 0, graph 1 nohead front linewidth 1 linecolor rgb '#555555'
left = 0
right = 770763420000
half = 0.33
plot data index 0 using (left):1:2 with labels right offset screen -X(8.0),0 font font_text textcolor rgb '#222222', \
  data index 1 using 2:1:(0):2:($1 - half):($1 + half) with boxxyerror fillstyle solid noborder linecolor rgb '#1f6fb0', \
  data index 1 using ($7 > 0 ? $5 : NaN):1:6 with labels left offset screen X(8.0),0 font font_label textcolor rgb '#333333'
