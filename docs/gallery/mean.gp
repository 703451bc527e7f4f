# A chart by govfig, for gnuplot 5.2 or later.
set encoding utf8
set datafile separator tab
data = './mean.tsv'
font_family = 'WenQuanYi Micro Hei'
font_title = font_family . ',20'
dot = 0.75
font_text = font_family . ',13'
font_label = font_family . ',12'
font_small = font_family . ',11'
set terminal svg noenhanced size 900,396 background '#ffffff' font font_text
set output './mean.svg'

# Places in pixels, from the left and from the top.
X(x) = x / 900.0
Y(y) = 1 - y / 396.0
set lmargin at screen X(81)
set rmargin at screen X(827)
set tmargin at screen Y(78)
set bmargin at screen Y(318)

unset key
set border 0
set tics scale 0
unset xtics
unset ytics
set label 1 'Mean fine, per city' at screen X(18), screen Y(30) left font font_title textcolor rgb '#1a1a1a'
set label 2 'mean · level · actual · in 元' at screen X(18), screen Y(56) left font font_text textcolor rgb '#666666'
set label 3 'lines: 95 % confidence interval' at screen X(18), screen Y(360) left font font_small textcolor rgb '#777777'
set label 4 'Source: inspection bulletins (invented)' at screen X(18), screen Y(376) left font font_small textcolor rgb '#777777'

set xrange [0:396880.973333333037]
set xtics ('0' 0, '100,000' 100000, '200,000' 200000, '300,000' 300000) scale 0 font font_label textcolor rgb '#666666'
set yrange [8.5:0.5]
set grid xtics back linetype 1 linewidth 1 linecolor rgb '#e3e3e3'
set arrow 1 from 0, graph 0 to 0, graph 1 nohead front linewidth 1 linecolor rgb '#555555'
left = 0
right = 396880.973333333037
half = 0.33
plot data index 0 using (left):1:2 with labels right offset screen -X(8.0),0 font font_text textcolor rgb '#222222', \
  data index 0 using (left):1:(right - left):(0) with vectors nohead dashtype 3 linewidth 1 linecolor rgb '#d4d4d4', \
  data index 2 using 2:1:3:4 with xerrorbars pointtype 7 pointsize 0 linewidth 1.5 linecolor rgb '#1f6fb0', \
  data index 2 using 2:1 with points pointtype 7 pointsize 1.1 * dot linecolor rgb '#1f6fb0', \
  data index 2 using ($7 > 0 ? $5 : NaN):1:6 with labels left offset screen X(8.0),0 font font_label textcolor rgb '#333333'
